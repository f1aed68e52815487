/** The input of a list of short texts, apart so that forms without one do not load it. */
import { TagsInput as Tags, type TagsInputProps } from '@mantine/core'

export function TagsInput(props: TagsInputProps) {
  return <Tags {...props} />
}
