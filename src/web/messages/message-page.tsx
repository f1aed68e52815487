/** One mail: how it looks, whom it goes to, and stopping or sending it. */
import { Button, Group, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { can as mayBe } from '../../modules/messages/rules.ts'
import { mailEvents, messageStates } from '../../modules/messages/schema.ts'
import { fileUrl } from '../api.ts'
import type { Answered } from '../calls.ts'
import { useChange, useRead } from '../queries.ts'
import { AboutLink } from '../records/about-link.tsx'
import styles from '../records/rows.module.css'
import { useCan, useMe } from '../session.ts'
import { Dialog } from '../ui/dialog.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Facts, Page, Panel } from '../ui/page.tsx'
import { Trouble } from '../ui/states.tsx'
import { told } from '../ui/toasts.tsx'
import { ui } from '../ui/words.ts'
import { MessagePill } from './message-pill.tsx'
import own from './messages.module.css'
import { mailWords } from './words.ts'

type Message = Answered<'GET /messages/:message'>

export function MessagePage() {
  const say = useSay()
  const { message: id } = useParams({ from: '/inside/messages/$message' })
  const { hasMail } = useMe()
  const found = useRead('GET /messages/:message', { message: id })
  const back = { label: say(mailWords.outbox), link: { to: '/messages' } } as const
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} level={1} />
  const message = found.data
  if (!message)
    return (
      <Page title="…" back={back}>
        <Skeleton height={240} />
      </Page>
    )
  return (
    <Page
      title={message.subject}
      back={back}
      beside={<MessagePill state={message.state} />}
      actions={<Steps message={message} />}
    >
      {!hasMail && mayBe.send(message) === null && (
        <Text mb="sm" id="why-not-send">
          {say(ui.noMailServer)}
        </Text>
      )}
      {message.error && (
        <p className={own.error}>
          {say(isNoAnswer(message.error) ? mailWords.away : mailWords.said, { error: message.error })}
        </p>
      )}
      <div className={styles.columns}>
        <Panel title={say(mailWords.content)}>
          <iframe
            className={own.frame}
            sandbox=""
            src={fileUrl('GET /messages/:message/body.html', { message: id })}
            title={message.subject}
          />
          <details>
            <summary className={own.summary}>{say(mailWords.plain)}</summary>
            <pre className={own.plain} tabIndex={0}>
              {message.plain}
            </pre>
          </details>
        </Panel>
        <aside aria-label={say(mailWords.facts)}>
          <Panel title={say(mailWords.facts)}>
            <MailFacts message={message} />
          </Panel>
        </aside>
      </div>
    </Page>
  )
}

function MailFacts({ message }: { message: Message }) {
  const say = useSay()
  const format = useFormat()
  const event = mailEvents[message.event as keyof typeof mailEvents]
  return (
    <Facts
      facts={[
        [say(mailWords.to), [message.toName, message.toAddress].filter(Boolean).join(', ')],
        [say(mailWords.kind), event ? say(event) : message.event],
        [
          say(mailWords.about),
          <AboutLink key="about" kind={message.aboutKind} id={message.about}>
            {say(mailWords.see)}
          </AboutLink>,
        ],
        [say(mailWords.made), format.moment(message.createdAt)],
        ...(message.sentAt ? [[say(messageStates.sent), format.moment(message.sentAt)] as const] : []),
        ...(message.state === 'queued'
          ? [[say(messageStates.queued), format.moment(message.sendAt)] as const]
          : []),
        ...(message.attempts > 1 ? [[say(mailWords.attempts), format.count(message.attempts)] as const] : []),
        ...(message.attachments.length > 0
          ? [
              [
                say(mailWords.attachments),
                message.attachments.map((one) => (
                  <a
                    key={one.file}
                    href={fileUrl('GET /files/:file', { file: one.file })}
                    download={one.name}
                  >
                    {one.name}
                  </a>
                )),
              ] as const,
            ]
          : []),
      ]}
    />
  )
}

function Steps({ message }: { message: Message }) {
  const say = useSay()
  const can = useCan()
  const { hasMail } = useMe()
  const [isSending, setSending] = useState(false)
  const stop = useChange('POST /messages/:message/cancel', {
    touches: ['/messages'],
    done: () => told(say(mailWords.stopped)),
  })
  if (!can('messages.send')) return null
  const mayStop = mayBe.cancel(message) === null && message.state !== 'cancelled'
  return (
    <>
      {mayStop && (
        <Button
          variant="default"
          loading={stop.isPending}
          onClick={() => stop.mutate({ message: message.id })}
        >
          {say(mailWords.stop)}
        </Button>
      )}
      {mayBe.send(message) === null && (
        <Button
          disabled={!hasMail}
          aria-describedby={hasMail ? undefined : 'why-not-send'}
          onClick={() => setSending(true)}
        >
          {say(mailWords.send)}
        </Button>
      )}
      {isSending && <SendDialog message={message} close={() => setSending(false)} />}
    </>
  )
}

function SendDialog({ message, close }: { message: Message; close: () => void }) {
  const say = useSay()
  const [to, setTo] = useState(message.toAddress)
  const send = useChange('POST /messages/:message/send', {
    touches: ['/messages', '/tasks'],
    done: () => {
      told(say(mailWords.sent))
      close()
    },
  })
  const go = (event: FormEvent) => {
    event.preventDefault()
    send.mutate({ message: message.id, ...(to === message.toAddress ? {} : { to }) })
  }
  return (
    <Dialog
      opened
      onClose={close}
      title={say(mailWords.send)}
      closeButtonProps={{ 'aria-label': say(ui.close) }}
    >
      <form onSubmit={go}>
        <Stack>
          <Text>{message.subject}</Text>
          <TextInput
            label={say(mailWords.sendTo)}
            type="email"
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
            required
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {say(ui.cancel)}
            </Button>
            <Button type="submit" loading={send.isPending}>
              {say(mailWords.send)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

/** The names of errno(3) for a server that does not answer; what a server itself says begins with a number. */
const isNoAnswer = (error: string) =>
  /\b(ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)/.test(error)
