/** Drawn on a 24 px grid in one stroke; always beside words, so always hidden from a screen reader. */
const DRAWINGS = {
  home: 'M4 11.5 12 5l8 6.5V19a1 1 0 0 1-1 1h-4v-5h-6v5H5a1 1 0 0 1-1-1z',
  book: 'M12 6.5C10 5 7 4.6 4 5v13c3-.4 6 0 8 1.5 2-1.5 5-1.9 8-1.5V5c-3-.4-6 0-8 1.5zm0 0v13',
  receipt: 'M6 3.5h12v17l-2-1.4-2 1.4-2-1.4-2 1.4-2-1.4-2 1.4zM9 8.5h6M9 12.5h6',
  speech: 'M5 5h14a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-6l-4.5 4v-4H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zM8.5 10.5h7',
  letter: 'M4 6.5h16v11H4zM4.5 7l7.5 6 7.5-6',
  back: 'm14 6-6 6 6 6',
  print: 'M7 9V4h10v5M7 17H4.5V9h15v8H17M7 14h10v6H7z',
  tray: 'M4 14 6.5 6h11L20 14v5H4zm0 0h5l1 2h4l1-2h5',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  play: 'M9 6.5v11l8.5-5.5z',
  pause: 'M8.5 6.5v11M15.5 6.5v11',
  stop: 'M7.5 7.5h9v9h-9z',
  pace: 'M4.5 16a8 8 0 1 1 15 0M12 15l-4.5-4',
  phone:
    'M6 4h3.5l1.5 4-2 1.5a11 11 0 0 0 5.5 5.5l1.5-2 4 1.5V18a2 2 0 0 1-2 2A14 14 0 0 1 4 6a2 2 0 0 1 2-2z',
  lock: 'M6.5 11h11v8.5h-11zM9 11V8a3 3 0 0 1 6 0v3',
  mobile: 'M8 3.5h8a1 1 0 0 1 1 1v15a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1v-15a1 1 0 0 1 1-1zM10.5 17.5h3',
  next: 'm10 6 6 6-6 6',
  clock: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zm0 3.5V12l3 2',
  people:
    'M9 11a3 3 0 1 1 0-6 3 3 0 0 1 0 6zm-5.5 8.5c0-3 2.4-5 5.5-5s5.5 2 5.5 5M15.5 5.4a3 3 0 0 1 0 5.4m1.7 4c2 .7 3.3 2.4 3.3 4.7',
  place: 'M12 20.5c-4-4.3-6-7.4-6-10a6 6 0 0 1 12 0c0 2.6-2 5.7-6 10zm0-8a2 2 0 1 1 0-4 2 2 0 0 1 0 4z',
  calendar: 'M5 6h14v13.5H5zM5 10h14M9 3.5V8m6-4.5V8',
} as const

/** In the order in which the sheet of parts shows them. */
export const ICON_NAMES = Object.keys(DRAWINGS) as IconName[]

export type IconName = keyof typeof DRAWINGS

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={DRAWINGS[name]} />
    </svg>
  )
}
