/** Pictures of the demo's articles: one simple drawing per shape and colour, drawn by ourselves. */
import sharp from 'sharp'
import type { DemoProduct, Shape } from './products.ts'

const colours: Readonly<Record<string, string>> = {
  zwart: '#30343b',
  groen: '#2f7d5b',
  blauw: '#2b66b1',
  rood: '#b83a3a',
  zand: '#b8935a',
}

const line = 'fill="none" stroke-width="10" stroke-linecap="round" stroke-linejoin="round"'

/** Drawn on 240 by 240; `c` is the colour. */
const drawings: Readonly<Record<Shape, (c: string) => string>> = {
  wheel: (c) =>
    `<g ${line} stroke="${c}"><circle cx="120" cy="120" r="76"/><circle cx="120" cy="120" r="12"/><path d="M120 44v152M44 120h152M66 66l108 108M174 66L66 174" stroke-width="4"/></g>`,
  frame: (c) =>
    `<g ${line} stroke="${c}"><circle cx="66" cy="150" r="40"/><circle cx="174" cy="150" r="40"/><path d="M66 150l34-62h56l18 62M100 88l20 62h-54M120 150l36-62M92 76h22M150 76h22"/></g>`,
  box: (c) =>
    `<g ${line} stroke="${c}"><path d="M56 88h128v96H56zM84 88V66q0-14 14-14h44q14 0 14 14v22M56 124h128"/></g>`,
  bottle: (c) =>
    `<g ${line} stroke="${c}"><path d="M88 84h64q8 0 8 12v84q0 12-12 12H92q-12 0-12-12V96q0-12 8-12zM100 84V60h40v24M80 124h80"/></g>`,
  tent: (c) =>
    `<g ${line} stroke="${c}"><path d="M120 56L40 184h160zM120 56v128M120 120l-28 64M120 120l28 64"/></g>`,
  jacket: (c) =>
    `<g ${line} stroke="${c}"><path d="M92 56L52 84l18 44 18-8v72h64v-72l18 8 18-44-40-28q-28 22-56 0zM120 74v118"/></g>`,
  lamp: (c) =>
    `<g ${line} stroke="${c}"><path d="M68 132a52 52 0 01104 0zM56 132h128M104 156h32M112 176h16M120 44v18M58 70l12 12M182 70l-12 12"/></g>`,
  lock: (c) =>
    `<g ${line} stroke="${c}"><path d="M64 112h112v80H64zM84 112V84a36 36 0 0172 0v28M120 140v24"/></g>`,
  book: (c) =>
    `<g ${line} stroke="${c}"><path d="M120 76q-32-22-72-8v112q40-14 72 8 32-22 72-8V68q-40-14-72 8zM120 76v112"/></g>`,
  tool: (c) =>
    `<g ${line} stroke="${c}"><path d="M150 56a36 36 0 00-34 48L60 160a16 16 0 0022 22l56-56a36 36 0 0048-34l-22 20-26-6-6-26z"/></g>`,
}

export const pictureOf = (product: Pick<DemoProduct, 'shape' | 'colour'>): string =>
  `${product.shape}-${product.colour}`

/** One PNG per drawing that is needed, by its name. */
export async function drawPictures(products: readonly DemoProduct[]): Promise<Map<string, Uint8Array>> {
  const wanted = new Map(products.map((product) => [pictureOf(product), product]))
  const drawn = new Map<string, Uint8Array>()
  for (const [name, { shape, colour }] of wanted) {
    const drawing = drawings[shape](colours[colour] ?? colours.zwart!)
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="240" height="240"><rect width="240" height="240" fill="#f4f5f7"/>${drawing}</svg>`
    drawn.set(name, await sharp(Buffer.from(svg)).png({ palette: true }).toBuffer())
  }
  return drawn
}
