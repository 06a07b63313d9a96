import { useMessages } from '#app/messages/context.tsx'

/** A road that leaves the ground and has not arrived yet. */
export function Brand({ href }: { href: string }) {
  const { common } = useMessages()
  return (
    <a className="brand" href={href}>
      <svg viewBox="0 0 28 28" aria-hidden="true">
        <path className="road" d="M3 23.5h22M6.5 23.5c0-8.2 5-13 11.2-14.2" />
        <circle className="sun" cx="22" cy="7.6" r="3.4" />
      </svg>
      {common.brand}
    </a>
  )
}

/** On every page of a demo instance. */
export function DemoMark() {
  const { common } = useMessages()
  return (
    <span className="demo" title={common.demoExplained}>
      {common.demo}
    </span>
  )
}
