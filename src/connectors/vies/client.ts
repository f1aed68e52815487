/** VIES' http in both styles: JSON and a SOAP envelope; it carries a question out and the text of the answer home. */
import type { ConnectorContext, HttpAnswer, HttpRequest } from '../../contracts/connector.ts'
import type { VatQuestion } from '../../contracts/vat-check.ts'

export type ViesSettings = {
  readonly host: string
  readonly style: string
  /** `test` asks the service that answers by fixed numbers. */
  readonly service: string
}

/** The request that asks in the style of the settings. */
export const requestFor = (settings: ViesSettings, question: VatQuestion): HttpRequest =>
  settings.style === 'soap' ? soapRequest(settings, question) : restRequest(settings, question)

/** Which member states answer; the SOAP style has no such question, so both use this one. */
export const statusRequest = (settings: ViesSettings): HttpRequest => ({
  method: 'GET',
  url: `${base(settings)}/rest-api/check-status`,
  headers: { accept: 'application/json' },
})

/** A member state may think long, and asking again meanwhile only makes it busier. */
const timeoutSeconds = 30

export async function textOf(
  { http }: ConnectorContext<ViesSettings>,
  request: HttpRequest,
): Promise<{ status: number; text: string }> {
  const { status, bytes }: HttpAnswer = await http({ ...request, timeoutSeconds })
  return { status, text: new TextDecoder().decode(bytes) }
}

const base = ({ host }: ViesSettings): string => host.replace(/\/+$/, '')

function restRequest(settings: ViesSettings, { country, number, requester }: VatQuestion): HttpRequest {
  const path = settings.service === 'test' ? 'check-vat-test-service' : 'check-vat-number'
  return {
    method: 'POST',
    url: `${base(settings)}/rest-api/${path}`,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({
      countryCode: country,
      vatNumber: number,
      ...(requester && { requesterMemberStateCode: requester.country, requesterNumber: requester.number }),
    }),
  }
}

/**
 * Only the approximate question takes a requester, and only then does a consultation number come back.
 * The values are letters and digits, checked before, so nothing needs escaping.
 */
function soapRequest(settings: ViesSettings, { country, number, requester }: VatQuestion): HttpRequest {
  const path = settings.service === 'test' ? 'checkVatTestService' : 'checkVatService'
  const asked = requester ? 'checkVatApprox' : 'checkVat'
  const fields: [string, string][] = [
    ['countryCode', country],
    ['vatNumber', number],
  ]
  if (requester)
    fields.push(['requesterCountryCode', requester.country], ['requesterVatNumber', requester.number])
  const body = fields.map(([name, value]) => `<v:${name}>${value}</v:${name}>`).join('')
  return {
    method: 'POST',
    url: `${base(settings)}/services/${path}`,
    headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '""', accept: 'text/xml' },
    body:
      '<?xml version="1.0" encoding="utf-8"?>' +
      '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" ' +
      'xmlns:v="urn:ec.europa.eu:taxud:vies:services:checkVat:types">' +
      `<s:Body><v:${asked}>${body}</v:${asked}></s:Body></s:Envelope>`,
  }
}
