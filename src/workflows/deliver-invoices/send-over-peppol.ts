/**
 * A document goes onto the Peppol network: prepare (a transaction), call (none open), settle (a transaction). What it
 * is sent under is the delivery's own id; a try whose end nobody saw is looked up by it before anything is sent again.
 */
import { say, words, type Words } from '../../base/words.ts'
import { ConnectorFault, type Outcome } from '../../contracts/connector.ts'
import type { EDelivery, EDocument, EInvoicing } from '../../contracts/e-invoice.ts'
import { activeConnection } from '../../modules/apps/reads.ts'
import {
  beginDelivery,
  postponeDelivery,
  settleDelivery,
  tellUnknown,
} from '../../modules/invoicing/deliveries.ts'
import type { InvoiceDocument } from '../../modules/invoicing/e-invoice/document.ts'
import type { Finding } from '../../modules/invoicing/e-invoice/finding.ts'
import { preflight } from '../../modules/invoicing/e-invoice/preflight.ts'
import { writeUbl } from '../../modules/invoicing/e-invoice/ubl.ts'
import { findInvoice, issuedInvoice, lockDelivery } from '../../modules/invoicing/reads.ts'
import { sideOf } from '../../modules/invoicing/rules/deliveries.ts'
import { findingSides, type InvoiceDelivery } from '../../modules/invoicing/schema/deliveries.ts'
import { findOrganisation } from '../../modules/organisations/reads.ts'
import type { Ctx, Later } from '../../platform/context.ts'
import { work } from '../../platform/workflow.ts'

const name = 'send-over-peppol'

/** The first tries follow each other fast, the last ones lie hours apart: about half a day in all. */
export const peppolJob = (delivery: string): Later => ({
  task: 'work',
  payload: { work: name, about: delivery },
  key: `peppol:${delivery}`,
  attempts: 10,
})

export const sendOverPeppol = work({
  name,
  async run(tools, payload) {
    const id = String(payload.about)
    const asked = await tools.act((ctx) => prepare(ctx, id))
    if (!asked) return
    const outcome = await call(await tools.open<EInvoicing>({ connection: asked.connection }), asked)
    if (outcome.kind === 'unknown' || outcome.kind === 'later') {
      const { kind, text } = outcome
      await tools.act(async (ctx) => {
        if (kind === 'later') await postponeDelivery(ctx, id, withText(waits, text))
        else await settleDelivery(ctx, id, { state: 'unknown', error: withText(noAnswer, text) })
      })
      throw new Error(text)
    }
    await tools.act((ctx) => settle(ctx, id, outcome))
  },
  async gaveUp(ctx, payload, error) {
    const id = String(payload.about)
    const { state } = await lockDelivery(ctx, id)
    if (state !== 'queued') return tellUnknown(ctx, id, error, retryOf(id))
    return settleDelivery(ctx, id, {
      state: 'refused',
      error: withText(unreachable, error),
      retry: retryOf(id),
    })
  },
})

const retryOf = (delivery: string) => {
  const { task, payload } = peppolJob(delivery)
  return { task, payload: { ...payload } }
}

type Asked = {
  readonly connection: string
  readonly document: EDocument
  readonly key: string
  /** It may lie at the provider already. */
  readonly wasTried: boolean
}

/** What to send where; null when that is settled already, or refused here and now with the reason. */
async function prepare(ctx: Ctx, id: string): Promise<Asked | null> {
  const delivery = await lockDelivery(ctx, id)
  if (['sent', 'delivered', 'cancelled'].includes(delivery.state)) return null
  const no = async (error: Words) => {
    await settleDelivery(ctx, id, { state: 'refused', error, retry: retryOf(id) })
    return null
  }
  const connection = delivery.connection ?? (await activeConnection(ctx, 'e-invoice'))?.id
  if (!connection) return no(noProvider)
  const document = await addressed(ctx, delivery)
  const [wrong] = preflight(document, 'peppol').filter(({ level }) => level === 'error')
  if (wrong) return no(withSide(wrong))
  const { seller, buyer } = document
  if (!seller.endpoint || !buyer.endpoint) return no(noAddress)
  const wasTried = delivery.attempts > 0
  await beginDelivery(ctx, delivery, {
    connection,
    recipient: `${buyer.endpoint.scheme}:${buyer.endpoint.id}`,
  })
  return {
    connection,
    key: id,
    wasTried,
    document: {
      kind: document.kind,
      number: document.number,
      from: seller.endpoint,
      to: buyer.endpoint,
      xml: writeUbl(document, 'peppol'),
    },
  }
}

/** As it was issued; only the address on the network is today's, for one that was mistyped may be mended afterwards. */
async function addressed(ctx: Ctx, delivery: InvoiceDelivery): Promise<InvoiceDocument> {
  const { document } = await issuedInvoice(ctx, delivery.invoice)
  const invoice = await findInvoice(ctx, delivery.invoice)
  const organisation = invoice?.organisation ? await findOrganisation(ctx, invoice.organisation) : undefined
  if (!organisation?.peppolScheme || !organisation.peppolId) return document
  const endpoint = { scheme: organisation.peppolScheme, id: organisation.peppolId }
  return { ...document, buyer: { ...document.buyer, endpoint } }
}

/** Nothing was sent yet: the same may be asked again without looking for anything. */
type NotYet = { readonly kind: 'later'; readonly text: string }

/** Held already, or sent now to a receiver who takes it. */
async function call(
  provider: EInvoicing,
  { document, key, wasTried }: Asked,
): Promise<Outcome<EDelivery> | NotYet> {
  let isSending = false
  try {
    const held = wasTried ? await provider.find(key) : null
    if (held) return { kind: 'ok', value: held }
    const kinds = await provider.lookup(document.to)
    if (!kinds) return refusal('receiver-unknown', unknownReceiver)
    if (!kinds.includes(document.kind)) return refusal('type-not-received', notReceived)
    isSending = true
    return await provider.send(document, key)
  } catch (fault) {
    if (!(fault instanceof ConnectorFault)) throw fault
    // A wrong key or address of the provider does not pass by itself.
    if (fault.kind === 'auth' || fault.kind === 'config')
      return refusal(fault.kind, withText(brokenConnection, fault.message))
    return { kind: isSending ? 'unknown' : 'later', text: fault.message }
  }
}

/** With whose field it is: customer and business have the same ones. */
function withSide({ path, text }: Finding): Words {
  const side = findingSides[sideOf(path)]
  return words(`${side.nl}: ${text.nl}`, `${side.en}: ${text.en}`)
}

const refusal = (code: string, text: Words): Outcome<never> => ({
  kind: 'refused',
  code,
  text: text.en,
  words: text,
})

const withText = (text: Words, error: string): Words => ({
  nl: say(text, 'nl', { error }),
  en: say(text, 'en', { error }),
})

async function settle(
  ctx: Ctx,
  id: string,
  outcome: Exclude<Outcome<EDelivery>, { kind: 'unknown' }>,
): Promise<void> {
  if (outcome.kind === 'ok') return void (await keepProgress(ctx, id, outcome.value))
  const error = outcome.words ?? words(outcome.text, outcome.text)
  await settleDelivery(ctx, id, { state: 'refused', error, retry: retryOf(id) })
}

/** How far the provider says that a document is. */
export async function keepProgress(
  ctx: Ctx,
  id: string,
  { state, externalId, reason, at }: EDelivery,
): Promise<void> {
  const settled = { externalId, at }
  if (state === 'failed') {
    const error = withText(givenBack, reason ?? '–')
    await settleDelivery(ctx, id, { ...settled, state: 'refused', error, retry: retryOf(id) })
  } else await settleDelivery(ctx, id, { ...settled, state: state === 'delivered' ? 'delivered' : 'sent' })
}

const waits = words(
  'er is nog niets verstuurd ({error}). Pakhuis probeert het vanzelf opnieuw',
  'nothing was sent yet ({error}). Pakhuis tries again by itself',
)
const noAnswer = words(
  'de Peppol-aanbieder gaf geen antwoord ({error}). Pakhuis kijkt eerst na of het document er al is',
  'the Peppol provider gave no answer ({error}). Pakhuis looks first whether the document is there already',
)
const noProvider = words(
  'er is geen werkende koppeling met een Peppol-aanbieder. Maak die bij Koppelingen en probeer opnieuw, of verstuur per e-mail',
  'there is no working connection to a Peppol provider. Make one under Connections and try again, or send it by e-mail',
)
const noAddress = words(
  'verkoper of klant heeft geen Peppol-adres. Vul KvK-nummer en Peppol-deelnemer in, of verstuur per e-mail',
  'seller or customer has no Peppol address. Fill in the registration number and the Peppol participant, or send it by e-mail',
)
const unknownReceiver = words(
  'de ontvanger staat niet op het Peppol-netwerk. Controleer het Peppol-adres van de klant en probeer opnieuw, of verstuur per e-mail',
  'the receiver is not on the Peppol network. Check the Peppol address of the customer and try again, or send it by e-mail',
)
const notReceived = words(
  'de ontvanger neemt dit soort document niet aan via Peppol. Verstuur het per e-mail',
  'the receiver does not take this kind of document over Peppol. Send it by e-mail',
)
const brokenConnection = words(
  'de koppeling met de Peppol-aanbieder werkt niet ({error}). Test haar bij Koppelingen en probeer opnieuw',
  'the connection to the Peppol provider does not work ({error}). Test it under Connections and try again',
)
const unreachable = words(
  'de Peppol-aanbieder is niet bereikbaar ({error}). Er is niets verstuurd; probeer het later opnieuw of verstuur per e-mail',
  'the Peppol provider cannot be reached ({error}). Nothing was sent; try again later, or send it by e-mail',
)
const givenBack = words(
  'het netwerk gaf het document terug: {error}. Vraag de klant of verstuur het per e-mail',
  'the network gave the document back: {error}. Ask the customer, or send it by e-mail',
)
