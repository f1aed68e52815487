/** A task in the words of its kind, with its figures as the reader writes them. */
import type { Cents, Rate } from '../../base/money.ts'
import { said, type Words } from '../../base/words.ts'
import type { Answered } from '../calls.ts'
import { useTold } from '../records/told.ts'
import { useFormat, useLang, useSay } from '../ui/lang.tsx'
import { taskWords } from './words.ts'

type Task = Pick<Answered<'GET /tasks'>['rows'][number], 'kind' | 'detail'>

/** What one rate came to, as the comparison of an order's VAT keeps it. */
type Charged = { readonly rate: Rate; readonly base: Cents; readonly vat: Cents }

/** A figure that is missing shows a dash rather than breaking the list. */
export function useSentence(): (task: Task) => string {
  const say = useSay()
  const format = useFormat()
  const lang = useLang()
  const { tasks } = useTold()
  const charged = (groups: readonly Charged[], currency: string | undefined): string =>
    groups.length === 0
      ? format.money(0, currency)
      : groups
          .map(({ rate, base, vat }) =>
            say(taskWords.charged, {
              rate: `${format.decimal(rate, 2)}%`,
              vat: format.money(vat, currency),
              base: format.money(base, currency),
            }),
          )
          .join('; ')
  return (task) => {
    const text: Words | undefined = tasks[task.kind]
    const detail = task.detail as Record<string, unknown>
    if (!text) return typeof detail['error'] === 'string' ? detail['error'] : task.kind
    const named = [...`${text.nl} ${text.en}`.matchAll(/\{(\w+)/g)].map((match) => [match[1]!, '–'])
    const compared = detail['compared'] as { shop: readonly Charged[]; ours: readonly Charged[] } | undefined
    const currency = typeof detail['currency'] === 'string' ? detail['currency'] : undefined
    const figures = said(withoutNull(detail), lang)
    return say(text, {
      ...Object.fromEntries(named),
      ...figures,
      ...(ends.test(text[lang]) && { error: String(figures['error'] ?? '–').replace(/\.$/, '') }),
      ...(compared && {
        shop: charged(compared.shop, currency),
        ours: charged(compared.ours, currency),
      }),
    })
  }
}

/** What went wrong is told by others, with a full stop of their own or without: here the sentence has one. */
const ends = /\{error\}”?\./

const withoutNull = (detail: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(detail).filter(([, value]) => value !== null && value !== undefined))
