/** Pictures that a mail carries along: mail programs show what comes from outside only when asked, and this at once. */
import type { Ctx } from '../../platform/context.ts'
import { filesOf, readBytes, type StoredFile } from '../../platform/files.ts'

/** RFC 2392: the address of a part of the mail itself. */
export const placeInMail = (file: string): string => `cid:${file}`

const places = /cid:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/g

/** The logos that a mail shows; any other file of the merchant stays where it is, whatever a template says. */
export async function picturesIn(ctx: Ctx, html: string): Promise<StoredFile[]> {
  const ids = [...new Set([...html.matchAll(places)].map((found) => found[1]!))]
  return ids.length === 0 ? [] : (await filesOf(ctx, ids)).filter(({ kind }) => kind === 'logo')
}

/** The mail as a browser shows it: its pictures written into it. */
export async function withPictures(ctx: Ctx, html: string): Promise<string> {
  let shown = html
  for (const file of await picturesIn(ctx, html)) {
    const bytes = Buffer.from(await readBytes(file)).toString('base64')
    shown = shown.replaceAll(placeInMail(file.id), `data:${file.type};base64,${bytes}`)
  }
  return shown
}
