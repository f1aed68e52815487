/** The words of one kind of mail in one language: subject and blocks, with what may be filled in beside them. */
import { Button, Code, NativeSelect, Skeleton, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useId, useState, type FormEvent } from 'react'
import { blockKinds, mailEvents, type MailBlock, type MailEvent } from '../../modules/messages/schema.ts'
import { ApiRefusal } from '../api.ts'
import type { Answered } from '../calls.ts'
import { useChange, useRead } from '../queries.ts'
import styles from '../records/rows.module.css'
import { useCan, useUser } from '../session.ts'
import { useLang, useSay } from '../ui/lang.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { refusalText } from '../ui/refusal-text.ts'
import { NotFound, Trouble } from '../ui/states.tsx'
import { told, warned } from '../ui/toasts.tsx'
import { ui } from '../ui/words.ts'
import { BlockField, freshBlock } from './block-field.tsx'
import { MailPreview } from './mail-preview.tsx'
import own from './messages.module.css'
import { mailWords } from './words.ts'

type Template = Answered<'GET /mail-templates/:event/:language'>

export function TemplatePage() {
  const { event, language } = useParams({ from: '/inside/mail-templates/$event/$language' })
  const isKnown = event in mailEvents
  const found = useRead(
    'GET /mail-templates/:event/:language',
    { event: event as MailEvent, language },
    { isEnabled: isKnown },
  )
  const say = useSay()
  if (!isKnown) return <NotFound />
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} level={1} />
  if (!found.data || found.isPlaceholderData)
    return (
      <Page title="…" back={{ label: say(mailWords.templates), link: { to: '/mail-templates' } }}>
        <Skeleton height={240} />
      </Page>
    )
  const { revision, isActive } = found.data
  return <Editor key={`${event}-${language}-${revision}-${isActive}`} template={found.data} />
}

function Editor({ template }: { template: Template }) {
  const say = useSay()
  const lang = useLang()
  const can = useCan()
  const { event, language } = template
  const formId = useId()
  const [subject, setSubject] = useState(template.subject)
  const [blocks, setBlocks] = useState<readonly MailBlock[]>(template.blocks)
  const [isActive, setActive] = useState(template.isActive)
  const [error, setError] = useState<string | null>(null)
  const isLocked = !can('messages.manage')
  const touches = ['/mail-templates']
  const save = useChange('PUT /mail-templates/:event/:language', {
    touches,
    done: () => {
      setError(null)
      told(say(mailWords.saved))
    },
    refused(refusal) {
      if (refusal instanceof ApiRefusal && refusal.code.startsWith('template.')) setError(refusal.message)
      else warned(refusalText(refusal, say))
    },
  })
  const restore = useChange('POST /mail-templates/:event/:language/restore', {
    touches,
    done: () => told(say(mailWords.restored)),
  })
  const change = (index: number, block: MailBlock) => setBlocks(blocks.with(index, block))
  const move = (index: number, by: -1 | 1) => {
    const moved = blocks[index]
    if (moved) setBlocks(blocks.toSpliced(index, 1).toSpliced(index + by, 0, moved))
  }
  const go = (submitted: FormEvent) => {
    submitted.preventDefault()
    save.mutate({
      event,
      language,
      subject,
      blocks: [...blocks],
      isActive,
      ...(template.version === null ? {} : { version: template.version }),
    })
  }
  const ours = template.usualLanguage === language ? mailWords.usual : mailWords.english
  const languageName = new Intl.DisplayNames(lang, { type: 'language' }).of(language) ?? language
  return (
    <Page
      title={`${say(mailEvents[event])} · ${languageName}`}
      back={{ label: say(mailWords.templates), link: { to: '/mail-templates' } }}
      beside={say(template.isOwn ? mailWords.own : ours)}
      actions={
        !isLocked && (
          <>
            {template.isOwn && (
              <Button
                variant="default"
                loading={restore.isPending}
                onClick={() => restore.mutate({ event, language, revision: 0 })}
              >
                {say(mailWords.restore)}
              </Button>
            )}
            <Button type="submit" form={formId} loading={save.isPending}>
              {say(ui.save)}
            </Button>
          </>
        )
      }
    >
      <div className={styles.columns}>
        <form id={formId} onSubmit={go}>
          <Panel>
            <Stack gap="md">
              {error && (
                <p className={own.error} role="alert">
                  {error}
                </p>
              )}
              <TextInput
                label={say(mailWords.subject)}
                value={subject}
                onChange={(changed) => setSubject(changed.currentTarget.value)}
                maxLength={300}
                disabled={isLocked}
                required
              />
              <Switch
                label={say(mailWords.isActive)}
                checked={isActive}
                disabled={isLocked}
                onChange={(changed) => setActive(changed.currentTarget.checked)}
              />
            </Stack>
          </Panel>
          <Panel title={say(mailWords.blocks)}>
            <Stack gap="sm">
              {blocks.map((block, index) => (
                <BlockField
                  // Blocks have no identity of their own; their place is it until they are saved.
                  key={index}
                  block={block}
                  number={index + 1}
                  isLast={index === blocks.length - 1}
                  isLocked={isLocked}
                  change={(next) => change(index, next)}
                  move={(by) => move(index, by)}
                  remove={() => setBlocks(blocks.toSpliced(index, 1))}
                />
              ))}
              {!isLocked && (
                <NativeSelect
                  aria-label={say(mailWords.addBlock)}
                  data={[
                    { value: '', label: say(mailWords.addBlock) },
                    ...Object.entries(blockKinds).map(([value, text]) => ({ value, label: say(text) })),
                  ]}
                  value=""
                  onChange={(changed) => {
                    const kind = changed.currentTarget.value as MailBlock['kind'] | ''
                    if (kind) setBlocks([...blocks, freshBlock(kind)])
                  }}
                />
              )}
            </Stack>
          </Panel>
        </form>
        <aside aria-label={say(mailWords.facts)}>
          <MailPreview event={event} language={language} subject={subject} blocks={[...blocks]} />
          {!isLocked && <TestPanel event={event} language={language} />}
          <Panel title={say(mailWords.variables)}>
            <Text c="dimmed" mb="sm">
              {say(mailWords.variablesWhy)}
            </Text>
            <ul className={own.variables}>
              {template.variables.map((variable) => (
                <li key={variable.name}>
                  <Code>{`{{ ${variable.name} }}`}</Code>
                  <small>{say(variable.words)}</small>
                </li>
              ))}
            </ul>
          </Panel>
        </aside>
      </div>
    </Page>
  )
}

function TestPanel({ event, language }: { event: MailEvent; language: string }) {
  const say = useSay()
  const user = useUser()
  const [to, setTo] = useState(user.email)
  const test = useChange('POST /messages/test', {
    touches: ['/messages'],
    done: () => told(say(mailWords.tested)),
  })
  const go = (submitted: FormEvent) => {
    submitted.preventDefault()
    test.mutate({ event, language, to })
  }
  return (
    <Panel title={say(mailWords.test)}>
      <form onSubmit={go}>
        <Stack gap="sm">
          <TextInput
            label={say(mailWords.testTo)}
            description={say(mailWords.testWhy)}
            type="email"
            value={to}
            onChange={(changed) => setTo(changed.currentTarget.value)}
            required
          />
          <Button type="submit" variant="default" loading={test.isPending}>
            {say(mailWords.test)}
          </Button>
        </Stack>
      </form>
    </Panel>
  )
}
