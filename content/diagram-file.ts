import type { Picture } from './lesson.ts'

/** A drawing made for a lesson, safe to stand inside a page. */
export interface Diagram {
  /** One sentence: what it shows. */
  title: string
  /** All it says, in words. */
  description: string
  viewBox: string
  /** The drawing without its title and description. */
  inner: string
}

const SHAPES = new Set([
  'g',
  'rect',
  'circle',
  'ellipse',
  'line',
  'path',
  'polyline',
  'polygon',
  'text',
  'tspan',
])
const ATTRIBUTES = new Set(
  'class x y x1 y1 x2 y2 dx dy cx cy r rx ry width height d points text-anchor'.split(' '),
)
/** Box, box of the reader, arrow, dotted trace, bold text, small text: the only looks a diagram has. */
const CLASSES = new Set(['d-box', 'd-you', 'd-line', 'd-trace', 'd-t', 'd-s'])
/** Drawn at the width of a phone's column, so that its text keeps its size. */
const VIEW_BOX = /^0 0 320 \d{2,3}$/
/** Beside an option's words: small and square. */
const PICTURE_BOX = /^0 0 96 96$/

const TOKEN = /<(\/?)([a-z]+)((?:\s+[\w:-]+="[^"<>]*")*)\s*(\/?)>|([^<]+)/gy

/** Throws on anything beyond plain shapes and classes: scripts, styles, links, colours, entities, comments. */
export function readDiagram(svg: string, name: string): Diagram {
  const { description, ...drawing } = readDrawing(svg, name, VIEW_BOX, '0 0 320 <height>')
  if (!description) throw new Error(`${name}: needs a <title> and a <desc>: its alternative in words`)
  return { ...drawing, description }
}

/** A picture of an option: the same plain shapes, and a `<title>` that says what it shows. */
export function readPicture(svg: string, name: string): Picture {
  const { title, viewBox, inner } = readDrawing(svg, name, PICTURE_BOX, '0 0 96 96')
  return { title, viewBox, inner }
}

function readDrawing(svg: string, name: string, box: RegExp, boxInWords: string) {
  const refuse = (why: string): never => {
    throw new Error(`${name}: ${why}`)
  }
  const root = /^\s*<svg((?:\s+[\w:-]+="[^"<>]*")*)\s*>(.*)<\/svg>\s*$/s.exec(svg)
  if (!root) return refuse('is not one <svg>…</svg> with plain attributes')
  const viewBox = attributesOf(root[1]!).get('viewBox') ?? ''
  if (!box.test(viewBox)) refuse(`viewBox must be "${boxInWords}", is "${viewBox}"`)
  const title = /<title>([^<&]+)<\/title>/.exec(root[2]!)?.[1]?.trim()
  const description = /<desc>([^<&]+)<\/desc>/.exec(root[2]!)?.[1]?.trim()
  if (!title) return refuse('needs a <title> and a <desc>: its alternative in words')
  const inner = root[2]!
    .replace(/<(title|desc)>[^<]*<\/\1>/g, '')
    .replace(/>\s+</g, '><')
    .trim()
  const open: string[] = []
  let at = 0
  for (const token of inner.matchAll(TOKEN)) {
    at += token[0].length
    const [, closing, tag, attributes = '', empty, text] = token
    if (text !== undefined) {
      if (text.includes('&')) refuse('no entities')
      if (text.trim() && !['text', 'tspan'].includes(open.at(-1) ?? '')) refuse(`stray text "${text.trim()}"`)
    } else if (closing) {
      if (open.pop() !== tag) refuse(`</${tag}> closes nothing`)
    } else {
      if (!SHAPES.has(tag!)) refuse(`<${tag}> is not allowed`)
      for (const [key, value] of attributesOf(attributes)) {
        if (!ATTRIBUTES.has(key)) refuse(`${key}="${value}" is not allowed`)
        if (key === 'class' && value.split(' ').some((one) => !CLASSES.has(one)))
          refuse(`no class "${value}"`)
      }
      if (!empty) open.push(tag!)
    }
  }
  if (at !== inner.length || open.length > 0) refuse(`cannot be read near "${inner.slice(at, at + 40)}"`)
  return { title, description, viewBox, inner }
}

function attributesOf(text: string): Map<string, string> {
  return new Map([...text.matchAll(/([\w:-]+)="([^"]*)"/g)].map((match) => [match[1]!, match[2]!]))
}
