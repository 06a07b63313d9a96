/** Some browsers' voices stop dead after 15 seconds of one text; at the slow rate that is about this many characters. */
export const LONGEST_PIECE = 40
/** A piece is not cut shorter than this for the sake of a comma. */
const SHORTEST_PIECE = 8

/** A sentence in pieces that a voice can finish: cut after a comma where there is one. Joined they are the sentence. */
export function piecesOf(sentence: string): string[] {
  const pieces: string[] = []
  let rest = sentence
  while (rest.length > LONGEST_PIECE) {
    const reach = rest.slice(0, LONGEST_PIECE)
    const comma = Math.max(...['，', '、', '：', '；', ' '].map((mark) => reach.lastIndexOf(mark)))
    const end = comma + 1 >= SHORTEST_PIECE ? comma + 1 : LONGEST_PIECE
    pieces.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  return [...pieces, rest]
}

/** As it is said: telephones (110, 120, 12309) digit by digit, where a voice would count to a hundred and ten. */
export const asSaid = (words: string): string =>
  words.replace(/\b1(?:[12]0|2\d{3})\b(?!\.\d)/g, (phone) =>
    phone.replace(/\d/g, (digit) => '零幺二三四五六七八九'[Number(digit)]!),
  )

/** How long a piece may take before it is given up, in milliseconds: twice a slow voice, and the time it needs to begin. */
export function patienceFor(piece: string, rate: number): number {
  return 5000 + (piece.length * 450) / rate
}

/** Mandarin as written on the mainland, or the nearest to it; never Cantonese, which is another language to the ear. */
export function bestVoice<Voice extends { lang: string; localService: boolean }>(
  voices: readonly Voice[],
): Voice | undefined {
  const worth = ({ lang, localService }: Voice) => {
    const tag = lang.toLowerCase().replace(/_/g, '-')
    if (!/^(zh|cmn)(-|$)/.test(tag) || /-(hk|mo)|yue/.test(tag)) return 0
    // A voice of the phone itself goes on without the network.
    return (/-(cn|hans)|^zh$/.test(tag) ? 4 : 2) + (localService ? 1 : 0)
  }
  return voices.filter((voice) => worth(voice) > 0).sort((a, b) => worth(b) - worth(a))[0]
}
