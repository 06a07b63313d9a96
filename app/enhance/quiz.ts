/**
 * The small script of a quiz: shows one question at a time and saves each answer as it is given. Without it the same
 * form shows all questions and takes them at once; a save that fails is shown, tried again, and is on the form anyway.
 */
const RETRY_MS = 5000
const form = document.querySelector<HTMLFormElement>('[data-quiz]')
// A page brought back from the browser's own store may be handed in already: the server knows.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload()
})
// With problems to mend, all questions stay in sight.
if (form && !document.querySelector('.errors')) oneAtATime(form)

type WaitingItem = { kind: string; attempt?: string; typed?: Record<string, string> }

/** Tells the outbox; true = it minds the matter. */
const tell = (what: string, detail: object) =>
  !document.dispatchEvent(new CustomEvent(what, { cancelable: true, detail }))

type Words = Record<
  | 'saved'
  | 'saving'
  | 'unsaved'
  | 'unfinished'
  | 'over'
  | 'leftOpen'
  | 'list'
  | 'allAnswered'
  | 'next'
  | 'toEnd'
  | 'endTitle',
  string
>

function oneAtATime(form: HTMLFormElement): void {
  const words = JSON.parse(form.dataset.words!) as Words
  const find = (name: string) => form.querySelector<HTMLElement>(`[data-${name}]`)!
  const questions = Array.from(form.querySelectorAll<HTMLElement>('[data-question]'))
  const steps = Array.from(find('progress').querySelectorAll('li'))
  const [end, moves, status] = [find('end'), find('moves'), find('status')]
  /** `at`: when it was given, in milliseconds since this page was opened. */
  const waiting = new Map<number, { body: URLSearchParams; at: number }>()
  const saved = new Set(questions.flatMap((one, index) => (one.dataset.saved === undefined ? [] : [index])))
  let at = Math.max(
    0,
    questions.findIndex((_, index) => !saved.has(index)),
  )
  let sending = false
  let over = false
  let retry: number | undefined

  const numbers = (list: Iterable<number>) => Array.from(list, (index) => index + 1).sort((a, b) => a - b)

  function say(text: string, good: boolean): void {
    status.hidden = !text
    status.classList.toggle('unsaved', !good)
    const place = status.querySelector('[role]')!
    if (place.textContent !== text) place.textContent = text
  }
  const sayCount = () => say(saved.size > 0 ? words.saved.replace('{n}', String(saved.size)) : '', true)

  function show(to: number, focus = true): void {
    at = to
    const last = at === questions.length
    questions.forEach((one, index) => (one.hidden = index !== at))
    end.hidden = !last
    moves.hidden = last
    find('previous').hidden = at === 0
    find('next').textContent = at === questions.length - 1 ? words.toEnd : words.next
    mark()
    if (last) listOpen()
    if (!focus) return
    window.scrollTo(0, 0)
    ;(last ? end : questions[at]!).focus({ preventScroll: true })
  }

  function mark(): void {
    steps.forEach((step, index) => (step.className = index === at ? 'now' : saved.has(index) ? 'done' : ''))
  }

  /** At the end: which questions are still empty, each with a way back. */
  function listOpen(): void {
    const list = find('left-open')
    const open = questions.map((_, index) => index).filter((index) => !isFilled(index))
    end.querySelector('h2')!.textContent = words.endTitle
    list.hidden = false
    list.textContent = open.length > 0 ? words.leftOpen : words.allAnswered
    open.forEach((index, place) => {
      const button = document.createElement('button')
      button.type = 'button'
      button.className = 'btn text'
      button.textContent = questions[index]!.querySelector('.where')!.textContent.split(/[，]| of /)[0]!
      button.onclick = () => show(index)
      if (place > 0) list.append(words.list)
      list.append(button)
    })
  }

  const fieldsOf = (index: number) => {
    const fields = new URLSearchParams()
    const own = questions[index]!.dataset.question!
    new FormData(form).forEach((value, name) => {
      if (name === own || name.indexOf(`${own}.`) === 0) fields.set(name, value as string)
    })
    return fields
  }
  const isFilled = (index: number) => Array.from(fieldsOf(index).values()).some(Boolean)

  /** Steps are saved once each has a place of its own. */
  const isPlaced = (index: number) => {
    const places = Array.from(questions[index]!.querySelectorAll('select'), ({ value }) => value)
    const given = places.filter(Boolean)
    return given.length === 0 || (given.length === places.length && new Set(given).size === given.length)
  }

  function save(index: number): void {
    const body = fieldsOf(index)
    if (!isPlaced(index)) return say(words.unfinished, false)
    // Nothing was there and nothing is: there is nothing to save.
    if (over || (!isFilled(index) && !saved.has(index))) return
    body.set('attempt', form.dataset.quiz!)
    body.set('question', questions[index]!.dataset.question!)
    waiting.set(index, { body, at: performance.now() })
    void send()
  }

  /** One at a time and in order, so that the newest answer is the last to arrive. */
  async function send(): Promise<void> {
    if (sending) return
    sending = true
    clearTimeout(retry)
    try {
      while (waiting.size > 0 && !over) {
        const [index, one] = Array.from(waiting)[0]!
        const body = new URLSearchParams(one.body)
        // An answer that comes late does not take the place of one that was given after it, on another device.
        body.set('ago', String(Math.round(performance.now() - one.at)))
        const answer = await fetch('/my/quiz-answer', {
          method: 'POST',
          body,
          redirect: 'manual',
          keepalive: true,
        })
        if (answer.status >= 500) throw new Error(String(answer.status))
        const refused = answer.status === 409 ? ((await answer.json()) as { refused: string }).refused : ''
        if (waiting.get(index) === one) {
          waiting.delete(index)
          tell('qc:done', { slot: slotOf(index) })
        }
        if (answer.ok) {
          if (isFilled(index)) saved.add(index)
          else saved.delete(index)
          sayCount()
        } else if (/^(place|not-a|unknown)/.test(refused)) say(words.unfinished, false)
        else {
          over = true
          say(words.over, false)
        }
        mark()
      }
    } catch {
      // No network for the moment: it stays in sight, waits on the device, and is tried again.
      waiting.forEach(({ body, at }, index) =>
        tell('qc:wait', { slot: slotOf(index), item: itemOf('quiz-answer', body), at }),
      )
      say(words.unsaved + numbers(waiting.keys()).join(words.list), false)
      retry = window.setTimeout(() => void send(), RETRY_MS)
    }
    sending = false
  }

  form.addEventListener('change', () => save(at))
  find('next').addEventListener('click', () => show(at + 1))
  find('skip').addEventListener('click', () => show(at + 1))
  find('previous').addEventListener('click', () => show(at - 1))
  // Enter in a field goes on; only the button at the end hands in.
  form.addEventListener('submit', (event) => {
    if (at === questions.length) return handIn(event)
    event.preventDefault()
    save(at)
    show(at + 1)
  })
  window.addEventListener('online', () => void send())

  // What the outbox of this device needs (outbox.ts); without it, everything is as it was.
  const slotOf = (index: number) => `${form.dataset.quiz!} ${questions[index]!.dataset.question!}`
  const itemOf = (kind: string, body: URLSearchParams) => {
    const { attempt, question, ...typed } = Object.fromEntries(body) as Record<string, string>
    return { kind, attempt: attempt ?? form.dataset.quiz!, ...(question ? { question } : {}), typed }
  }

  /** Hands in by the outbox, so that an answer sheet that cannot be sent waits and is judged once. */
  function handIn(event: Event): void {
    const body = new URLSearchParams()
    new FormData(form).forEach((value, name) => body.set(name, value as string))
    const item = { ...itemOf('quiz-hand-in', body), module: location.pathname.split('/')[3]! }
    const done = (judged: { refused?: string } | undefined) => {
      // What cannot be read is said by the server, on the form itself.
      if (judged && judged.refused) form.submit()
      else location.assign(location.pathname)
    }
    if (tell('qc:keep', { item, done, failed: waitForNetwork })) event.preventDefault()
  }

  function waitForNetwork(): void {
    over = true
    clearTimeout(retry)
    form.hidden = true
    tell('qc:say', { words: form.dataset.handedIn! })
  }

  /** A page that was kept may be older than what was filled in on it. */
  const SHEET = `qc-quiz ${form.dataset.quiz!}`
  function fillIn(name: string, value: string): void {
    const own = questions.find(({ dataset }) => name.split('.')[0] === dataset.question)
    if (!own || !value) return
    own.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select').forEach((field) => {
      if (field.name !== name) return
      if (field instanceof HTMLInputElement && /^(radio|checkbox)$/.test(field.type)) {
        if (field.value === value) field.checked = true
      } else if (!field.value) field.value = value
    })
  }
  form.addEventListener('change', () => {
    const sheet: [string, string][] = []
    new FormData(form).forEach((value, name) => sheet.push([name, value as string]))
    try {
      sessionStorage.setItem(SHEET, JSON.stringify(sheet))
    } catch {
      // Then what is saved on the server is what there is.
    }
  })
  try {
    const sheet = JSON.parse(sessionStorage.getItem(SHEET) || '[]') as [string, string][]
    questions.forEach((_, index) => {
      const own = questions[index]!.dataset.question!
      if (isFilled(index)) return
      sheet.filter(([name]) => name.split('.')[0] === own).forEach(([name, value]) => fillIn(name, value))
    })
  } catch {
    // Not ours: nothing to fill in.
  }
  document.addEventListener('qc:waits', (event) => {
    for (const item of (event as CustomEvent<WaitingItem[]>).detail) {
      if (item.attempt !== form.dataset.quiz) continue
      Object.keys(item.typed || {}).forEach((name) => fillIn(name, item.typed![name]!))
      if (item.kind === 'quiz-hand-in') waitForNetwork()
    }
  })
  document.addEventListener('qc:arrived', () => {
    if (form.hidden) location.assign(location.pathname)
  })

  form.classList.add('one-at-a-time')
  find('progress').hidden = false
  show(at, false)
}
