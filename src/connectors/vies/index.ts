/** VIES: the European Union's check of VAT numbers, with proof of having asked. */
import { words, type Words } from '../../base/words.ts'
import { ConnectorFault, type ConnectorContext, type Health } from '../../contracts/connector.ts'
import type { VatAnswer, VatCheckConnector, VatQuestion } from '../../contracts/vat-check.ts'
import { requestFor, statusRequest, textOf, type ViesSettings } from './client.ts'
import { answerOf, asVies, isAskable, readRest, readSoap, unknown } from './map.ts'

export const vies: VatCheckConnector<ViesSettings> = {
  name: 'vies',
  title: 'VIES',
  kind: 'vat-check',
  words: words('Btw-nummers controleren bij de Europese Unie', 'VAT numbers checked with the European Union'),
  settings: [
    {
      name: 'host',
      words: words('Adres', 'Address'),
      kind: 'url',
      isRequired: true,
      initial: 'https://ec.europa.eu/taxation_customs/vies',
    },
    {
      name: 'style',
      words: words('Manier van vragen', 'Method'),
      help: words(
        'Beide geven hetzelfde antwoord; probeer de andere als deze vaak bezet is.',
        'Both give the same answer; try the other one if this is often busy.',
      ),
      kind: 'choice',
      choices: { rest: words('REST', 'REST'), soap: words('SOAP', 'SOAP') },
      isRequired: true,
      initial: 'rest',
    },
    {
      name: 'service',
      words: words('Dienst', 'Service'),
      kind: 'choice',
      choices: { live: words('Echt', 'Live'), test: words('Proef', 'Test') },
      isRequired: true,
      initial: 'live',
    },
  ],
  // How many may ask at once is a secret of each member state and shared by everyone (ibericode/vat#79): one at a time.
  limits: { perSecond: 2, parallel: 1 },
  open: (context) => ({
    test: () => healthOf(context),
    check: (question) => check(context, asVies(question)),
  }),
}

async function check(context: ConnectorContext<ViesSettings>, question: VatQuestion): Promise<VatAnswer> {
  const askedAt = context.now()
  if (!isAskable(question)) return unknown('INVALID_INPUT', askedAt, '')
  if (question.requester && !isAskable(question.requester))
    return unknown('INVALID_REQUESTER_INFO', askedAt, '')
  const answer = await answered(context, question)
  if (!answer) return unknown('NO_ANSWER', askedAt, '')
  const reading = context.settings.style === 'soap' ? readSoap(answer.text) : readRest(answer.text)
  if (reading) return answerOf(reading, question, askedAt, answer.text)
  const code = answer.status >= 400 ? `HTTP_${answer.status}` : 'UNREADABLE'
  return unknown(code, askedAt, answer.text.slice(0, keptOfPage))
}

/** A page in place of an answer is kept for a person to see, not in full. */
const keptOfPage = 2000

/** Null when nobody answered: the order goes on and the number is asked about later. */
async function answered(context: ConnectorContext<ViesSettings>, question: VatQuestion) {
  try {
    return await textOf(context, requestFor(context.settings, question))
  } catch (fault) {
    if (fault instanceof ConnectorFault && fault.kind !== 'auth' && fault.kind !== 'config') return null
    throw fault
  }
}

/** Red when VIES is down; a single member state that does not answer is shown and is no reason for alarm. */
async function healthOf(context: ConnectorContext<ViesSettings>): Promise<Health> {
  const states = await statesOf(context)
  if ('fault' in states)
    return { isHealthy: false, account: '', checks: [{ ...states.fault, isGood: false }] }
  const silent = states.countries.filter(({ isSilent }) => isSilent).map(({ country }) => country)
  return {
    isHealthy: states.isAvailable,
    account: '',
    checks: [
      { words: answersWords, isGood: states.isAvailable, detail: '' },
      { words: countriesWords, isGood: silent.length === 0, detail: silent.join(', ') },
    ],
  }
}

const answersWords = words('VIES antwoordt', 'VIES responds')
const unreadableWords = words(
  'VIES antwoordt met een webpagina. Controleer het adres; klopt dat, dan is er onderhoud en wordt het later vanzelf opnieuw gevraagd.',
  'VIES responds with a web page. Check the address; if that is right, there is maintenance and it is asked again by itself later.',
)
const countriesWords = words('Alle lidstaten antwoorden', 'All member states respond')

type States = { isAvailable: boolean; countries: { country: string; isSilent: boolean }[] }

/** What the status page says, or why it could not be read. */
async function statesOf(
  context: ConnectorContext<ViesSettings>,
): Promise<States | { fault: { words: Words; detail: string } }> {
  try {
    const { status, text } = await textOf(context, statusRequest(context.settings))
    if (status !== 200) return { fault: { words: answersWords, detail: `HTTP ${status}` } }
    const page = JSON.parse(text) as {
      vow?: { available?: unknown }
      countries?: { countryCode?: unknown; availability?: unknown }[]
    }
    return {
      isAvailable: page?.vow?.available === true,
      countries: (page?.countries ?? []).map(({ countryCode, availability }) => ({
        country: String(countryCode),
        isSilent: availability === 'Unavailable',
      })),
    }
  } catch (error) {
    if (error instanceof SyntaxError) return { fault: { words: unreadableWords, detail: '' } }
    if (error instanceof ConnectorFault) return { fault: { words: answersWords, detail: error.message } }
    throw error
  }
}
