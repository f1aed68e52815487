/** The frame of a dialog, apart so that a screen does not load it before one opens. */
import { Modal, type ModalProps } from '@mantine/core'

export function DialogFrame(props: ModalProps) {
  return <Modal {...props} />
}
