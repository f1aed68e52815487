/** A dialog: its frame, which keeps focus and scrolling inside, is loaded when the first one opens. */
import type { ModalProps } from '@mantine/core'
import { later } from './later.tsx'

const DialogFrame = later(() => import('./dialog-frame.tsx').then((module) => module.DialogFrame))

export function Dialog(props: ModalProps) {
  return props.opened && <DialogFrame {...props} />
}
