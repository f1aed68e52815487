/** Opens a PDF of ours in a tab of its own. */
import { refusalText } from './refusal-text.ts'
import { warned } from './toasts.tsx'
import type { Words } from '../../base/words.ts'

/**
 * Files are served in a sandbox, in which browsers draw no PDF: the tab shows its bytes instead. The tab opens at the
 * press, before the bytes are there, or the browser would take it for an advertisement.
 */
export async function openFile(
  file: () => Promise<unknown>,
  say: (text: Words, params?: Record<string, unknown>) => string,
  waiting: string,
): Promise<void> {
  const tab = window.open('', '_blank')
  if (tab) tab.document.title = waiting
  try {
    const url = URL.createObjectURL((await file()) as Blob)
    if (tab) tab.location.replace(url)
    else location.assign(url)
  } catch (error) {
    tab?.close()
    warned(refusalText(error, say))
  }
}
