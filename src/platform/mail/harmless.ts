/** Takes out of somebody's own MJML what could do harm: scripts, other files, styles for the whole mail, odd addresses. */
import type Sanitize from 'sanitize-html'
import { onDemand } from '../../base/on-demand.ts'
import { aroundTags } from './liquid-tags.ts'

const blocks = [
  'mj-section',
  'mj-column',
  'mj-group',
  'mj-text',
  'mj-button',
  'mj-image',
  'mj-divider',
  'mj-spacer',
  'mj-table',
]
const inline = [
  'a',
  'b',
  'br',
  'em',
  'i',
  'li',
  'ol',
  'p',
  'span',
  'strong',
  'table',
  'tbody',
  'td',
  'th',
  'thead',
  'tr',
  'u',
  'ul',
]

const looks = [
  'align',
  'background-color',
  'border',
  'border-radius',
  'color',
  'font-family',
  'font-size',
  'font-style',
  'font-weight',
  'height',
  'inner-padding',
  'letter-spacing',
  'line-height',
  'padding',
  'padding-bottom',
  'padding-left',
  'padding-right',
  'padding-top',
  'text-align',
  'text-decoration',
  'vertical-align',
  'width',
  'border-color',
  'border-style',
  'border-width',
  'container-background-color',
]

/** mj-raw, mj-include, mj-style and mj-html-attributes are not on the list: MJML passes their content on unread (S23). */
const options: Sanitize.IOptions = {
  allowedTags: [...blocks, ...inline],
  allowedAttributes: {
    ...Object.fromEntries(blocks.map((name) => [name, looks])),
    'mj-button': [...looks, 'href'],
    'mj-image': [...looks, 'href', 'src', 'alt'],
    a: ['href'],
    td: ['align', 'width', 'colspan'],
    th: ['align', 'width', 'colspan'],
  },
  allowedSchemes: ['https', 'http', 'mailto', 'tel'],
  allowedSchemesAppliedToAttributes: ['href', 'src'],
  allowProtocolRelative: false,
  nonTextTags: [
    'script',
    'style',
    'textarea',
    'option',
    'noscript',
    'mj-raw',
    'mj-style',
    'mj-head',
    'mj-html-attributes',
    'iframe',
    'svg',
    'title',
  ],
  nestingLimit: 20,
  parser: { recognizeSelfClosing: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
}

export const harmlessMjml = (source: string): Promise<string> =>
  aroundTags(source, (parked) => onDemand<typeof Sanitize>('sanitize-html')(parked, options))
