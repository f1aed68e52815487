/** The page of a customer's link: the quote as it was sent, to accept under one's name or to decline. */
import { Alert, Button, Group, Skeleton, Text, Textarea, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, type FormEvent } from 'react'
import { ApiRefusal, call, type Answer } from '../api.ts'
import { KeptLines } from '../sales/kept-lines.tsx'
import { SaleSums } from '../sales/live-price.tsx'
import { linkToken } from '../sign-in/token.ts'
import { InLanguageOf, useFormat, useSay } from '../ui/lang.tsx'
import { Facts, Panel } from '../ui/page.tsx'
import { refusalText } from '../ui/refusal-text.ts'
import { saveFile } from '../ui/save-file.ts'
import { EmptyState } from '../ui/states.tsx'
import styles from './quotes.module.css'
import { quoteWords } from './words.ts'

type Quote = Answer<'POST /quote-links/look'>

export function QuoteDoor() {
  const say = useSay()
  const [token] = useState(linkToken)
  const found = useQuery({
    queryKey: ['quote-door'],
    queryFn: () => call('POST /quote-links/look', { token }),
    retry: false,
    refetchOnWindowFocus: false,
    staleTime: Infinity,
  })
  return (
    <main className={styles.door}>
      {found.isError ? (
        <EmptyState
          kind="missing"
          level={1}
          title={say(quoteWords.noLink)}
          why={refusalText(found.error, say)}
        />
      ) : found.data ? (
        <InLanguageOf language={found.data.language}>
          <WholeDoor quote={found.data} token={token} />
        </InLanguageOf>
      ) : (
        <Skeleton height={320} />
      )}
    </main>
  )
}

function WholeDoor({ quote, token }: { quote: Quote; token: string }) {
  const say = useSay()
  const { business } = quote
  const title = say(quoteWords.doorTitle, { number: quote.number })
  useEffect(() => {
    document.title = `${title} · ${business.name}`
  }, [title, business.name])
  return (
    <>
      <div className={styles.doorTop}>
        <div>
          {business.logo ? (
            <img className={styles.logo} src={business.logo} alt={business.name} />
          ) : (
            <Text fw={650}>{business.name}</Text>
          )}
          <p>{[business.address, business.town].filter(Boolean).join(', ')}</p>
        </div>
        <div>
          {business.phone && <p>{business.phone}</p>}
          {business.email && <p>{business.email}</p>}
        </div>
      </div>
      <Title order={1} mb="sm">
        {title}
      </Title>
      <Standing quote={quote} />
      <Panel>
        <QuoteFacts quote={quote} />
      </Panel>
      <Panel>
        {quote.note && <p className={styles.note}>{quote.note}</p>}
        <KeptLines sale={quote} />
        <div className={styles.sums}>
          <SaleSums sale={quote} />
        </div>
        {quote.notes.map((note) => (
          <p key={note.en}>{say(note)}</p>
        ))}
        <Download token={token} number={quote.number} />
      </Panel>
      {quote.problem === null && <AnswerPanel quote={quote} token={token} />}
      {(business.email ?? business.phone) && (
        <Text c="dimmed">{say(quoteWords.contact, { contact: business.email ?? business.phone ?? '' })}</Text>
      )}
    </>
  )
}

function QuoteFacts({ quote }: { quote: Quote }) {
  const say = useSay()
  const format = useFormat()
  const rows: [string, string | null][] = [
    [say(quoteWords.for), [quote.company, quote.customerName].filter(Boolean).join(', ')],
    [say(quoteWords.day), format.day(quote.day)],
    [say(quoteWords.version), quote.revision > 1 ? String(quote.revision) : null],
    [say(quoteWords.validThrough), format.day(quote.validUntil)],
    [say(quoteWords.reference), quote.reference],
  ]
  return <Facts facts={rows.filter(([, value]) => value)} />
}

/** What became of it, when there is nothing to answer any more. */
function Standing({ quote }: { quote: Quote }) {
  const say = useSay()
  const format = useFormat()
  if (quote.problem === null) return null
  const [color, title, why] =
    quote.state === 'accepted'
      ? ([
          'green',
          quoteWords.acceptedTitle,
          say(quoteWords.acceptedWhy, { number: quote.orderNumber ?? '' }),
        ] as const)
      : quote.state === 'declined'
        ? (['gray', quoteWords.declinedTitle, say(quoteWords.declinedWhy)] as const)
        : quote.state === 'cancelled'
          ? (['gray', quoteWords.gone, say(quoteWords.goneWhy)] as const)
          : ([
              'orange',
              quoteWords.overTitle,
              say(quoteWords.overWhy, { day: format.day(quote.validUntil) }),
            ] as const)
  return (
    <Alert color={color} variant="outline" role="status" title={say(title)} mb="sm">
      {why}
    </Alert>
  )
}

function AnswerPanel({ quote, token }: { quote: Quote; token: string }) {
  const say = useSay()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [isDeclining, setDeclining] = useState(false)
  const [reason, setReason] = useState('')
  const kept = (answer: Quote) => client.setQueryData(['quote-door'], answer)
  // Whoever left the page open meets a newer version, or a quote that is over: it is shown with the no.
  const asItStands = (error: Error) =>
    error instanceof ApiRefusal && client.invalidateQueries({ queryKey: ['quote-door'] })
  const { revision } = quote
  // The browser would ask for it in a language of its own.
  const [isNameless, setNameless] = useState(false)
  const accept = useMutation({
    mutationFn: () => call('POST /quote-links/accept', { token, revision, name }),
    onSuccess: kept,
    onError: asItStands,
  })
  const decline = useMutation({
    mutationFn: () => call('POST /quote-links/decline', { token, revision, reason }),
    onSuccess: kept,
    onError: asItStands,
  })
  const error = accept.error ?? decline.error
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (isDeclining) return decline.mutate()
    const isNamed = name.trim().length >= shortestName
    setNameless(!isNamed)
    if (isNamed) accept.mutate()
  }
  return (
    <Panel title={say(isDeclining ? quoteWords.decline : quoteWords.accept)}>
      <form onSubmit={send} noValidate>
        {error && (
          <Alert color="red" role="alert" variant="outline" mb="sm">
            {refusalText(error, say)}
          </Alert>
        )}
        {isDeclining ? (
          <Textarea
            label={say(quoteWords.declineWhy)}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={1000}
            autosize
            minRows={2}
          />
        ) : (
          <>
            <Text mb="sm">{say(quoteWords.acceptWhy)}</Text>
            {quote.depositPercent > 0 && (
              <Text mb="sm">{say(quoteWords.deposit, { percent: quote.depositPercent })}</Text>
            )}
            <Terms terms={quote.terms} />
            <TextInput
              label={say(quoteWords.yourName)}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              autoComplete="name"
              maxLength={120}
              error={isNameless && say(quoteWords.nameNeeded)}
              required
            />
          </>
        )}
        <Group mt="md">
          <Button type="submit" size="sm" loading={accept.isPending || decline.isPending}>
            {say(isDeclining ? quoteWords.declineGo : quoteWords.acceptGo)}
          </Button>
          <Button variant="subtle" size="sm" onClick={() => setDeclining((was) => !was)}>
            {say(isDeclining ? quoteWords.accept : quoteWords.decline)}
          </Button>
        </Group>
      </form>
    </Panel>
  )
}

const shortestName = 2

function Terms({ terms }: { terms: Quote['terms'] }) {
  const say = useSay()
  if (!terms) return null
  return (
    <>
      <Text mb="sm">
        {say(quoteWords.withTerms, { title: terms.title })}{' '}
        {terms.url && (
          <a href={terms.url} target="_blank" rel="noopener noreferrer">
            {terms.title}
          </a>
        )}
      </Text>
      {terms.text && (
        <details>
          <summary>{terms.title}</summary>
          <p className={styles.note}>{terms.text}</p>
        </details>
      )}
    </>
  )
}

function Download({ token, number }: { token: string; number: string }) {
  const say = useSay()
  const save = useMutation({
    mutationFn: () => call('POST /quote-links/pdf', { token }),
    onSuccess: (pdf) => saveFile(pdf, `${number}.pdf`),
  })
  return (
    <>
      <Button variant="default" mt="md" loading={save.isPending} onClick={() => save.mutate()}>
        {say(quoteWords.download)}
      </Button>
      {save.error && <Text role="alert">{refusalText(save.error, say)}</Text>}
    </>
  )
}
