/** Puts a text on the clipboard, and tells whether it is there. */

/** Plain http knows no clipboard, and a browser may refuse it: the text is then shown, to be copied by hand. */
export async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
