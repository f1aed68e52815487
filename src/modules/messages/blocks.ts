/** A mail's blocks as MJML and as plain text, in the frame that every mail has. */
import { customerLang, say, words } from '../../base/words.ts'
import { harmlessMjml } from '../../platform/mail/harmless.ts'
import { escapeWords } from '../../platform/mail/liquid-tags.ts'
import type { MailBlock } from './schema.ts'

const labels = {
  product: words('Artikel', 'Product', 'Artikel'),
  quantity: words('Aantal', 'Quantity', 'Menge'),
  amount: words('Bedrag', 'Amount', 'Betrag'),
  shipping: words('Verzendkosten', 'Shipping', 'Versandkosten'),
  total: words('Totaal', 'Total', 'Gesamt'),
  follow: words('Volg je pakket', 'Follow your parcel', 'Paket verfolgen'),
}
type Say = (label: keyof typeof labels) => string

/** A template in a language that we do not speak has the English labels. */
const sayIn =
  (language: string): Say =>
  (label) =>
    say(labels[label], customerLang(language))

const looks = `<mj-attributes>
  <mj-all font-family="Arial, Helvetica, sans-serif" />
  <mj-text font-size="15px" line-height="22px" color="#22282f" padding="8px 24px" />
  <mj-table font-size="15px" line-height="22px" color="#22282f" padding="8px 24px" />
  <mj-button background-color="#1f5f4a" color="#ffffff" font-size="15px" border-radius="6px" inner-padding="12px 22px" padding="12px 24px" align="left" />
  <mj-divider border-color="#d8dde2" border-width="1px" padding="12px 24px" />
</mj-attributes>`

/** The whole mail as MJML, ready to be compiled. */
export async function mjmlOf(blocks: readonly MailBlock[], language: string): Promise<string> {
  const say = sayIn(language)
  const parts: string[] = []
  for (const block of blocks)
    parts.push(block.kind === 'mjml' ? await ownMjml(block.source) : column(mjmlBlock(block, say)))
  return `<mjml lang="${/^[a-z]{2}$/.test(language) ? language : 'nl'}"><mj-head>${looks}</mj-head><mj-body background-color="#f3f5f6" width="600px">
  <mj-section padding="24px 0 0"><mj-column background-color="#ffffff" padding="16px 0 0"><mj-text font-size="18px" font-weight="bold">${head}</mj-text></mj-column></mj-section>
  ${parts.join('\n')}
  <mj-section padding="0 0 24px"><mj-column background-color="#ffffff" padding="0 0 16px"><mj-divider /><mj-text font-size="13px" line-height="19px" color="#5b6570">{{ business.name }}${footer}</mj-text></mj-column></mj-section>
</mj-body></mjml>`
}

const head =
  '{% if business.logo %}<img src="{{ business.logo }}" alt="{{ business.name }}" height="40" style="height:40px;max-width:240px" />{% else %}{{ business.name }}{% endif %}'

const footer =
  '{% if business.address %}<br/>{{ business.address }}{% endif %}{% if business.phone %}<br/>{{ business.phone }}{% endif %}{% if business.email %}<br/>{{ business.email }}{% endif %}{% if business.openingHours %}<br/>{{ business.openingHours }}{% endif %}'

const column = (content: string): string =>
  `<mj-section padding="0"><mj-column background-color="#ffffff">${content}</mj-column></mj-section>`

/** A part may be whole sections or what stands inside one. */
async function ownMjml(source: string): Promise<string> {
  const harmless = await harmlessMjml(source)
  return /<mj-section[\s>]/.test(harmless) ? harmless : column(harmless)
}

const lined = (text: string): string => escapeWords(text).replace(/\r?\n/g, '<br/>')

function mjmlBlock(block: Exclude<MailBlock, { kind: 'mjml' }>, say: Say): string {
  switch (block.kind) {
    case 'heading':
      return `<mj-text font-size="22px" line-height="28px" font-weight="bold">${lined(block.text)}</mj-text>`
    case 'text':
      return `<mj-text>${lined(block.text)}</mj-text>`
    case 'small':
      return `<mj-text font-size="13px" line-height="19px" color="#5b6570">${lined(block.text)}</mj-text>`
    case 'button':
      return `<mj-button href="${escapeWords(block.link)}">${lined(block.text)}</mj-button>`
    case 'divider':
      return '<mj-divider />'
    case 'address':
      return '<mj-text>{% for line in address %}{{ line }}<br/>{% endfor %}</mj-text>'
    case 'shipments':
      return `<mj-text>{% for shipment in shipments %}{% if shipment.url %}<a href="{{ shipment.url }}">${say('follow')}</a>{% endif %}{% if shipment.code %} {{ shipment.carrier }} {{ shipment.code }}{% endif %}<br/>{% endfor %}</mj-text>`
    case 'text-block':
      return `<mj-text>{% for line in texts[${liquidText(block.name)}] %}{{ line }}<br/>{% endfor %}</mj-text>`
    case 'order-lines':
      return `<mj-table>${linesTable(say)}</mj-table>`
  }
}

const cell = 'padding:4px 0;border-bottom:1px solid #e6eaed;vertical-align:top'

function linesTable(say: Say): string {
  const row = (name: string, amount: string) =>
    `<tr><td style="padding:4px 0">${name}</td><td></td><td align="right" style="padding-left:12px;white-space:nowrap">${amount}</td></tr>`
  return `<tr><th align="left">${say('product')}</th><th align="right">${say('quantity')}</th><th align="right" style="padding-left:12px">${say('amount')}</th></tr>
{% for line in lines %}<tr><td style="${cell}">{{ line.name }}</td><td align="right" style="${cell}">{{ line.quantity }}</td><td align="right" style="${cell};padding-left:12px;white-space:nowrap">{{ line.amount }}</td></tr>{% endfor %}
{% for charge in charges %}${row('{{ charge.name }}', '{{ charge.amount }}')}{% endfor %}
{% if order.shipping %}${row(say('shipping'), '{{ order.shipping }}')}{% endif %}{% if order.total %}${row(`<b>${say('total')}</b>`, '<b>{{ order.total }}</b>')}{% endif %}`
}

/** The same mail for who reads no HTML. */
export async function plainOf(blocks: readonly MailBlock[], language: string): Promise<string> {
  const say = sayIn(language)
  const parts: string[] = []
  for (const block of blocks)
    parts.push(
      block.kind === 'mjml' ? withoutMarkup(await harmlessMjml(block.source)) : plainBlock(block, say),
    )
  return `{{ business.name }}\n\n${parts.join('\n\n')}\n\n--\n{{ business.name }}\n{{ business.address }}\n{{ business.phone }}\n{{ business.email }}\n{{ business.openingHours }}\n`
}

function plainBlock(block: Exclude<MailBlock, { kind: 'mjml' }>, say: Say): string {
  switch (block.kind) {
    case 'heading':
    case 'text':
    case 'small':
      return block.text
    case 'button':
      return `${block.text}: ${block.link}`
    case 'divider':
      return '----'
    case 'address':
      return '{% for line in address %}{{ line }}\n{% endfor %}'
    case 'shipments':
      return '{% for shipment in shipments %}{{ shipment.carrier }} {{ shipment.code }}\n{{ shipment.url }}\n{% endfor %}'
    case 'text-block':
      return `{% for line in texts[${liquidText(block.name)}] %}{{ line }}\n{% endfor %}`
    case 'order-lines':
      return `{% for line in lines %}{{ line.quantity }} x {{ line.name }}  {{ line.amount }}\n{% endfor %}{% for charge in charges %}{{ charge.name }}  {{ charge.amount }}\n{% endfor %}{% if order.shipping %}${say('shipping')}  {{ order.shipping }}\n{% endif %}{% if order.total %}${say('total')}  {{ order.total }}{% endif %}`
  }
}

const liquidText = (name: string): string => `"${name.replace(/[^\p{L}\p{N} _.-]/gu, '')}"`

/** What remains of MJML when the tags are taken out; Liquid's own `<` stands between its signs and is kept. */
const withoutMarkup = (source: string): string =>
  source
    .replace(/(\{%[\s\S]*?%\}|\{\{[\s\S]*?\}\})|<[^>]*>/g, (_, kept: string | undefined) => kept ?? '\n')
    .replace(/&(lt|gt|quot|amp);/g, (_, name: keyof typeof signs) => signs[name])
    .replace(/\n\s*\n+/g, '\n')

const signs = { lt: '<', gt: '>', quot: '"', amp: '&' } as const
