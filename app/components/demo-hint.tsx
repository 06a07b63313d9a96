/** How to try the demo; the password is never broken over two lines, where its hyphen would be taken for a line's. */
export function DemoHint({ words }: { words: { before: string; password: string; after: string } }) {
  return (
    <p className="quiet small">
      {words.before}
      <span className="nb">{words.password}</span>
      {words.after}
    </p>
  )
}
