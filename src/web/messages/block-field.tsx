/** One block of a mail in the editor: its text, and moving or removing it. */
import { ActionIcon, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { blockKinds, type MailBlock } from '../../modules/messages/schema.ts'
import { useSay } from '../ui/lang.tsx'
import styles from './messages.module.css'
import { mailWords } from './words.ts'

type BlockFieldProps = {
  block: MailBlock
  number: number
  isLast: boolean
  isLocked: boolean
  change: (block: MailBlock) => void
  move: (by: -1 | 1) => void
  remove: () => void
}

export function BlockField({ block, number, isLast, isLocked, change, move, remove }: BlockFieldProps) {
  const say = useSay()
  const name = say(mailWords.block, { number, kind: say(blockKinds[block.kind]) })
  return (
    <div className={styles.block} role="group" aria-label={name}>
      <div className={styles.blockTop}>
        <b>{say(blockKinds[block.kind])}</b>
        {!isLocked && (
          <>
            <ActionIcon
              size={24}
              aria-label={say(mailWords.up, { number })}
              disabled={number === 1}
              onClick={() => move(-1)}
            >
              <ChevronUp size={14} />
            </ActionIcon>
            <ActionIcon
              size={24}
              aria-label={say(mailWords.down, { number })}
              disabled={isLast}
              onClick={() => move(1)}
            >
              <ChevronDown size={14} />
            </ActionIcon>
            <ActionIcon size={24} aria-label={say(mailWords.removeBlock, { number })} onClick={remove}>
              <X size={14} />
            </ActionIcon>
          </>
        )}
      </div>
      <Content block={block} change={change} isLocked={isLocked} />
    </div>
  )
}

function Content({ block, change, isLocked }: Pick<BlockFieldProps, 'block' | 'change' | 'isLocked'>) {
  const say = useSay()
  switch (block.kind) {
    case 'heading':
      return (
        <TextInput
          aria-label={say(mailWords.text)}
          value={block.text}
          disabled={isLocked}
          onChange={(event) => change({ ...block, text: event.currentTarget.value })}
        />
      )
    case 'text':
    case 'small':
      return (
        <Textarea
          aria-label={say(mailWords.text)}
          value={block.text}
          disabled={isLocked}
          onChange={(event) => change({ ...block, text: event.currentTarget.value })}
        />
      )
    case 'button':
      return (
        <Stack gap="sm">
          <TextInput
            label={say(mailWords.text)}
            value={block.text}
            disabled={isLocked}
            onChange={(event) => change({ ...block, text: event.currentTarget.value })}
          />
          <TextInput
            label={say(mailWords.link)}
            value={block.link}
            disabled={isLocked}
            onChange={(event) => change({ ...block, link: event.currentTarget.value })}
          />
        </Stack>
      )
    case 'text-block':
      return (
        <TextInput
          aria-label={say(mailWords.blockName)}
          value={block.name}
          disabled={isLocked}
          onChange={(event) => change({ ...block, name: event.currentTarget.value })}
        />
      )
    case 'mjml':
      return (
        <Textarea
          aria-label={say(mailWords.source)}
          value={block.source}
          disabled={isLocked}
          spellCheck={false}
          onChange={(event) => change({ ...block, source: event.currentTarget.value })}
        />
      )
    default:
      return <Text c="dimmed">{say(mailWords.automatic)}</Text>
  }
}

/** A new block of a kind, still to be filled in. */
export function freshBlock(kind: MailBlock['kind']): MailBlock {
  switch (kind) {
    case 'heading':
    case 'text':
    case 'small':
      return { kind, text: '' }
    case 'button':
      return { kind, text: '', link: '{{ link }}' }
    case 'text-block':
      return { kind, name: '' }
    case 'mjml':
      return { kind, source: '<mj-section><mj-column></mj-column></mj-section>' }
    default:
      return { kind }
  }
}
