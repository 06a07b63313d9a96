/**
 * The script that loses nothing on a bad network: signs of use, answers and a quiz that cannot be sent wait on the device
 * and are sent, once, when there is a network again; the server judges them (domains/learning/late-evidence). A worker
 * keeps the pages of the module in hand. Without it, or without the stores it needs, everything is as it was.
 *
 * The way of somebody on the train: while there is a network, each lesson page leaves its lease here and has the worker
 * keep, one after the other, the unit in hand, the units of the module that are not finished, and the quiz if one is
 * open. In the tunnel the page goes on by itself; the last answer of a unit leads to the next unit that is kept, and
 * after the last one to the quiz. A kept page has no session: what is done on it waits under the lease. When the line is
 * back, it sends what waits, says what was made of it, and opens itself anew, with what was half chosen.
 */
import { mindLesson } from './lesson-outbox.ts'
import { outbox } from './outbox-strip.ts'

const strip = document.querySelector<HTMLElement>('[data-late]')
if (strip && 'indexedDB' in window) {
  const mind = outbox(strip)
  const lesson = document.querySelector<HTMLElement>('[data-beat-session]')
  if (lesson) mindLesson(mind, strip.dataset, lesson.dataset)
  keepPages(strip.dataset)
}

/** Has the worker keep the pages in hand, once the page is there and the line is free. */
function keepPages({ owner, unit, pages, set }: DOMStringMap): void {
  if (!set || !('serviceWorker' in navigator)) return
  const part = pages ? 'quiz' : 'unit'
  const begin = () => {
    navigator.serviceWorker
      .register('/sw.js')
      .then(() => navigator.serviceWorker.ready)
      .then(({ active }) => {
        const files = Array.from(
          document.querySelectorAll<HTMLElement>('link[rel="stylesheet"], link[rel="icon"], script[src]'),
          (one) => one.getAttribute('href') || one.getAttribute('src'),
        )
        const { lang, dataset } = document.documentElement
        const key = [part, set, lang, dataset.text, dataset.theme, ...files].join(' ')
        if (active) active.postMessage({ owner, part, key, of: pages || `/my/keep/${unit!}`, files })
      })
      // No worker here (a private window, an old browser): everything is as without it.
      .catch(() => {})
  }
  if (document.readyState === 'complete') setTimeout(begin, 1000)
  else window.addEventListener('load', () => setTimeout(begin, 1000))
}
