/** What can be done with a quote: send it, hand over its link, make the order, withdraw it. */
import { Alert, Button, Group, Text, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { Link2, PackagePlus, Send } from 'lucide-react'
import { useState } from 'react'
import { can as mayBe } from '../../modules/quotes/rules.ts'
import { useChange } from '../queries.ts'
import { SaleSums } from '../sales/live-price.tsx'
import { useCan } from '../session.ts'
import { ConfirmPreview } from '../ui/confirm-preview.tsx'
import { copied } from '../ui/copied.ts'
import { Dialog } from '../ui/dialog.tsx'
import { useSay } from '../ui/lang.tsx'
import { told } from '../ui/toasts.tsx'
import { ui } from '../ui/words.ts'
import type { WholeQuote } from './whole-quote.ts'
import { quoteWords } from './words.ts'

type StepProps = { quote: WholeQuote; isDirty: boolean }

const touches = ['/quotes', '/orders', '/messages', '/invoices']

export function QuoteSteps({ quote, isDirty }: StepProps) {
  const say = useSay()
  const can = useCan()
  const [asking, setAsking] = useState<'send' | 'convert' | 'cancel' | null>(null)
  const close = () => setAsking(null)
  const blocked = isDirty ? say(quoteWords.saveFirst) : undefined
  const isOut = quote.revision > 0
  return (
    <>
      {can('quotes.manage') && !mayBe.cancel(quote) && (
        <Button variant="default" onClick={() => setAsking('cancel')}>
          {say(quoteWords.cancel)}
        </Button>
      )}
      {can('quotes.manage') && isOut && !mayBe.change(quote) && <CopyLink quote={quote} />}
      {can('orders.create') && !mayBe.convert(quote) && (
        <Button
          variant="default"
          leftSection={<PackagePlus size={14} aria-hidden />}
          disabled={isDirty}
          title={blocked}
          onClick={() => setAsking('convert')}
        >
          {say(quoteWords.convert)}
        </Button>
      )}
      {can('quotes.manage') && !mayBe.change(quote) && (
        <Button
          leftSection={<Send size={14} aria-hidden />}
          disabled={isDirty}
          title={blocked}
          onClick={() => setAsking('send')}
        >
          {say(isOut && !quote.hasChanges ? quoteWords.sendAgain : quoteWords.send)}
        </Button>
      )}
      {asking === 'send' && <SendDialog quote={quote} close={close} />}
      {asking === 'convert' && <ConvertDialog quote={quote} close={close} />}
      {asking === 'cancel' && <CancelDialog quote={quote} close={close} />}
    </>
  )
}

type DialogProps = { quote: WholeQuote; close: () => void }

function SendDialog({ quote, close }: DialogProps) {
  const say = useSay()
  const { number, email } = quote
  const send = useChange('POST /quotes/:quote/send', {
    touches,
    done: (_answer, given) => {
      close()
      told(say(given.how === 'hand' ? quoteWords.printed : quoteWords.sent, { number }))
    },
  })
  return (
    <Dialog
      opened
      onClose={close}
      title={say(quoteWords.sendTitle, { number })}
      closeButtonProps={{ 'aria-label': say(ui.close) }}
    >
      {email ? (
        <Text mb="md">{say(quoteWords.sendWhy, { email })}</Text>
      ) : (
        <Alert color="orange" variant="outline" mb="md">
          {say(quoteWords.sendNoMail)}
        </Alert>
      )}
      <SaleSums sale={quote.content} />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={close}>
          {say(ui.cancel)}
        </Button>
        <Button
          variant="default"
          loading={send.isPending && send.variables?.how === 'hand'}
          onClick={() => send.mutate({ quote: quote.id, how: 'hand' })}
        >
          {say(quoteWords.byHand)}
        </Button>
        {email && (
          <Button
            data-autofocus
            loading={send.isPending && send.variables?.how === 'mail'}
            onClick={() => send.mutate({ quote: quote.id, how: 'mail' })}
          >
            {say(quoteWords.byMail)}
          </Button>
        )}
      </Group>
    </Dialog>
  )
}

function ConvertDialog({ quote, close }: DialogProps) {
  const say = useSay()
  const navigate = useNavigate()
  const convert = useChange('POST /quotes/:quote/convert', {
    touches,
    done: (order) => {
      told(say(quoteWords.converted, { number: order.number }))
      void navigate({ to: '/orders/$order', params: { order: order.id } })
    },
  })
  return (
    <ConfirmPreview
      title={say(quoteWords.convertTitle, { number: quote.number })}
      go={say(quoteWords.convert)}
      isBusy={convert.isPending}
      onGo={() => convert.mutate({ quote: quote.id })}
      close={close}
    >
      <Text mb="md">{say(quoteWords.convertWhy)}</Text>
      <SaleSums sale={quote.content} />
    </ConfirmPreview>
  )
}

function CancelDialog({ quote, close }: DialogProps) {
  const say = useSay()
  const [reason, setReason] = useState('')
  const cancel = useChange('POST /quotes/:quote/cancel', {
    touches,
    done: () => {
      close()
      told(say(quoteWords.cancelled, { number: quote.number }))
    },
  })
  return (
    <ConfirmPreview
      title={say(quoteWords.cancelTitle, { number: quote.number })}
      go={say(quoteWords.cancel)}
      isDangerous
      isBusy={cancel.isPending}
      onGo={() => cancel.mutate({ quote: quote.id, reason })}
      close={close}
    >
      <Text mb="sm">{say(quoteWords.cancelWhy)}</Text>
      <TextInput
        label={say(quoteWords.reason)}
        value={reason}
        maxLength={1000}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmPreview>
  )
}

function CopyLink({ quote }: { quote: WholeQuote }) {
  const say = useSay()
  const link = useChange('POST /quotes/:quote/link', {
    done: ({ url }) =>
      void copied(url).then((isThere) =>
        told(isThere ? say(quoteWords.copied) : say(quoteWords.linkIs, { url })),
      ),
  })
  return (
    <Button
      variant="default"
      leftSection={<Link2 size={14} aria-hidden />}
      loading={link.isPending}
      onClick={() => link.mutate({ quote: quote.id })}
    >
      {say(quoteWords.copyLink)}
    </Button>
  )
}
