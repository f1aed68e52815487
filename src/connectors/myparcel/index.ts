/** MyParcel: labels and tracking of PostNL and other carriers in the Netherlands and Belgium. */
import { words } from '../../base/words.ts'
import type { Carrier, CarrierConnector } from '../../contracts/carrier.ts'
import { ConnectorFault, type ConnectorContext, type Health } from '../../contracts/connector.ts'
import { clientOf, type Client, type MyParcelSettings } from './client.ts'
import { findLabel, makeLabel, takeBack } from './label.ts'
import { asList, asRecord, asText, momentOf, stateOf } from './map.ts'

export const myparcel: CarrierConnector<MyParcelSettings> = {
  name: 'myparcel',
  title: 'MyParcel',
  kind: 'carrier',
  words: words('Verzendstickers en volgen via MyParcel', 'Shipping labels and tracking through MyParcel'),
  settings: [
    {
      name: 'host',
      words: words('Adres', 'Address'),
      kind: 'url',
      isRequired: true,
      initial: 'https://api.myparcel.nl',
    },
    {
      name: 'key',
      words: words('API-sleutel', 'API key'),
      help: words(
        'Staat bij MyParcel onder Instellingen, Winkel, Algemeen.',
        'Find it in MyParcel under Settings, Shop, General.',
      ),
      kind: 'secret',
      isRequired: true,
    },
    {
      name: 'carrier',
      words: words('Vervoerder', 'Carrier'),
      help: words('Moet bij MyParcel aan staan.', 'Must be enabled in MyParcel.'),
      kind: 'choice',
      choices: {
        1: words('PostNL', 'PostNL'),
        2: words('bpost', 'bpost'),
        4: words('DPD', 'DPD'),
        9: words('DHL For You', 'DHL For You'),
        10: words('DHL Parcel Connect', 'DHL Parcel Connect'),
        11: words('DHL Europlus', 'DHL Europlus'),
        12: words('UPS Standard', 'UPS Standard'),
        14: words('GLS', 'GLS'),
        16: words('Trunkrs', 'Trunkrs'),
      },
      isRequired: true,
      initial: '1',
    },
  ],
  // A label takes four calls and 500 creates are allowed in five minutes: six a second stays below that.
  limits: { perSecond: 6, parallel: 4 },
  open,
}

function open(context: ConnectorContext<MyParcelSettings>): Carrier {
  const client = clientOf(context)
  return {
    test: () => healthOf(client),
    label: (parcel, key) => makeLabel(client, parcel, key, context.settings.carrier),
    find: (key) => findLabel(client, key),
    voidLabel: (externalId) => takeBack(client, externalId),
    manifest: () => Promise.resolve({ kind: 'ok', value: null }),
    states: (externalIds) => statesOf(client, externalIds, context.note),
  }
}

/** So many ids fit in one address. */
const idsPerCall = 50

async function statesOf(
  client: Client,
  externalIds: readonly string[],
  note: (text: string) => void,
): Promise<Awaited<ReturnType<Carrier['states']>>> {
  const states = []
  for (let from = 0; from < externalIds.length; from += idsPerCall) {
    const ids = externalIds
      .slice(from, from + idsPerCall)
      .map(encodeURIComponent)
      .join(';')
    const { status, body } = await client.json('GET', `/tracktraces/${ids}`)
    if (status === 404) continue
    const traces = asRecord(asRecord(body).data).tracktraces
    if (status >= 400 || !Array.isArray(traces))
      throw new ConnectorFault('unreadable', `MyParcel answered ${status} without a list of states`)
    for (const trace of traces.map(asRecord)) {
      const current = asRecord(trace.status).current
      const state = stateOf(Number(current))
      const at = momentOf(trace.time)
      if (state && at) states.push({ externalId: String(trace.shipment_id), state, at })
      else
        note(
          `shipment ${String(trace.shipment_id)}: status ${String(current)} at ${String(trace.time)} is not known here`,
        )
    }
  }
  return states
}

/** The account is read: the cheapest call that needs the key. */
async function healthOf(client: Client): Promise<Health> {
  try {
    const { body } = await client.json('GET', '/accounts')
    const account = asRecord(asList(asRecord(asRecord(body).data).accounts)[0])
    const shop = asText(asRecord(asList(account.shops)[0]).name)
    const id = asText(account.id)
    return {
      isHealthy: id !== undefined,
      account: [shop, id].filter(Boolean).join(' · '),
      checks: [{ words: keyAccepted, isGood: id !== undefined, detail: id ?? 'no account in the answer' }],
    }
  } catch (fault) {
    if (!(fault instanceof ConnectorFault)) throw fault
    const said = fault.kind === 'auth' ? keyAccepted : answers
    return { isHealthy: false, account: '', checks: [{ words: said, isGood: false, detail: fault.message }] }
  }
}

const keyAccepted = words('MyParcel accepteert de API-sleutel', 'MyParcel accepts the API key')
const answers = words('MyParcel antwoordt', 'MyParcel responds')
