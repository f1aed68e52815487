/** A dialog: its frame, which keeps focus and scrolling inside, is loaded when the first one opens. */
import type { ModalProps } from '@mantine/core'
import { lazy, Suspense } from 'react'

const DialogFrame = lazy(() =>
  import('./dialog-frame.tsx').then((module) => ({ default: module.DialogFrame })),
)

export function Dialog(props: ModalProps) {
  return <Suspense fallback={null}>{props.opened && <DialogFrame {...props} />}</Suspense>
}
