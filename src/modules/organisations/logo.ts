/** A logo drawn anew as PNG, so that nothing but pixels of what was sent is kept. */
import { refuseField } from '../../base/refusal.ts'
import type { Ctx } from '../../platform/context.ts'
import { fileOf, keepFile, readBytes, type Stored } from '../../platform/files.ts'

const mostBytes = 5 * 1024 * 1024
const mostPixels = 25_000_000
const widest = 1200
const readable = new Set(['png', 'jpeg', 'webp', 'svg', 'gif'])

/** PNG, JPEG, WebP, GIF or SVG in; PNG out. An image of more pixels than we draw is refused before it is unpacked. */
export async function logoPng(bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes.byteLength > mostBytes) refuseField('file', 'logo.too-large')
  // Sharp's SVG reader fetches nothing from outside; a document type could still name entities without end.
  if (/<!DOCTYPE|<!ENTITY/i.test(Buffer.from(bytes.subarray(0, 4096)).toString('latin1')))
    refuseField('file', 'logo.wrong')
  const { default: sharp } = await import('sharp')
  const seen = await sharp(bytes, { limitInputPixels: false, failOn: 'error' })
    .metadata()
    .catch(() => refuseField('file', 'logo.wrong'))
  if (!readable.has(seen.format ?? '') || !seen.width || !seen.height) refuseField('file', 'logo.wrong')
  if (seen.width * seen.height > mostPixels) refuseField('file', 'logo.too-large')
  return sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' })
    .rotate()
    .resize({ width: widest, height: widest, fit: 'inside', withoutEnlargement: true })
    .png()
    .toBuffer()
    .catch(() => refuseField('file', 'logo.wrong'))
}

/** The logo within the answer itself, for a customer's page: who has only a link may open no other file of ours. */
export async function logoImage(ctx: Ctx, file: string | null): Promise<string | null> {
  if (!file) return null
  const bytes = await readBytes(await fileOf(ctx, file))
  return `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`
}

/** Makes the drawn logo a file of whom it is of. */
export const keepLogo = (ctx: Ctx, stored: Stored, about: string, name: string): Promise<string> =>
  keepFile(ctx, { stored, name: `${name}.png`, type: 'image/png', about, kind: 'logo' })
