/**
 * The small script of a page that is meant for paper too: shows the button that opens the browser's own print dialogue.
 * The button stands hidden in the page, because without scripts it could do nothing.
 */
const button = document.querySelector<HTMLButtonElement>('[data-print]')

if (button) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
