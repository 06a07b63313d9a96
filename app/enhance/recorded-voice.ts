import type { Listener, Reader } from './reader.ts'

/** Reads by playing a recording; `starts` are the seconds at which its sentences begin, empty where nobody wrote them down. */
export function recordedVoice(
  audio: HTMLAudioElement,
  starts: readonly number[],
  listener: Listener & { paused(): void },
): Reader {
  let at = -1
  const tell = () => {
    const now = starts.filter((second) => second <= audio.currentTime + 0.05).length - 1
    if (now !== at && now >= 0) listener.reached((at = now))
  }
  const play = () => {
    // Old browsers answer nothing.
    const playing = audio.play() as Promise<void> | undefined
    // Halted before it began is no failure.
    playing?.catch((error: unknown) => {
      if (!(error instanceof DOMException && error.name === 'AbortError')) listener.failed()
    })
  }
  // Its own controls work as well, and say the same.
  audio.addEventListener('play', () => {
    at = -1
    if (starts.length === 0) listener.reached(0)
    else tell()
  })
  audio.addEventListener('timeupdate', () => {
    if (!audio.paused) tell()
  })
  audio.addEventListener('pause', () => {
    if (!audio.ended) listener.paused()
  })
  audio.addEventListener('ended', () => listener.ended())
  audio.addEventListener('error', () => listener.failed())
  return {
    halt: () => audio.pause(),
    on: play,
    from(index) {
      audio.currentTime = starts[index] ?? 0
      at = -1
      play()
    },
    setRate(rate) {
      audio.playbackRate = rate
      audio.defaultPlaybackRate = rate
    },
  }
}
