export interface DrawnDiagram {
  title: string
  description: string
  viewBox: string
  /** Checked shapes from the module's own `.svg`. */
  inner: string
}

interface DiagramProps {
  /** Unique on the page. */
  id: string
  diagram: DrawnDiagram
  caption: string
  /** Its sentences in the passage as spoken: title, description and caption. */
  said?: string
  say?: string
}

export function Diagram({ id, diagram, caption, said, say }: DiagramProps) {
  return (
    <figure className="diagram" data-s={said} data-say={say}>
      <svg viewBox={diagram.viewBox} role="img" aria-labelledby={`${id}-title ${id}-desc`}>
        <title id={`${id}-title`}>{diagram.title}</title>
        <desc id={`${id}-desc`}>{diagram.description}</desc>
        <g dangerouslySetInnerHTML={{ __html: diagram.inner }} />
      </svg>
      <figcaption>{caption}</figcaption>
    </figure>
  )
}
