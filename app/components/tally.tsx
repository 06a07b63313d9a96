export type TallyEntry = { href: string; count: number; label: string; current?: boolean }

/** How many are where; each leads to its list. */
export function Tally({ label, entries }: { label: string; entries: readonly TallyEntry[] }) {
  return (
    <nav className="tally no-print" aria-label={label}>
      <ul>
        {entries.map((entry) => (
          <li key={entry.href}>
            <a href={entry.href} aria-current={entry.current ? 'true' : undefined}>
              <b>{entry.count}</b> {entry.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
