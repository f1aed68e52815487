/** The lines of a sale, to be filled in: what, how many, for how much, with which discount. */
import { ActionIcon, Button, NativeSelect, Text, TextInput } from '@mantine/core'
import { Plus, X } from 'lucide-react'
import { categoryName } from '../../base/tax-category.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { FigureInput } from '../ui/figure-input.tsx'
import { Panel } from '../ui/page.tsx'
import { freeLine, withProduct, type DraftLine } from './draft.ts'
import { ProductSearch } from './product-search.tsx'
import styles from './sales.module.css'
import type { Price } from './use-price.ts'
import { saleWords } from './words.ts'

type SaleLinesProps = {
  lines: readonly DraftLine[]
  /** Given what to make of the lines as they then are: a scan is looked up while the next one is made. */
  turn: (of: (lines: readonly DraftLine[]) => readonly DraftLine[]) => void
  price: Price | undefined
  /** Of the channel that sells. */
  currency: string
  faults: Readonly<Record<string, string>>
}

export function SaleLines({ lines, turn, price, currency, faults }: SaleLinesProps) {
  const say = useSay()
  const includes = price?.sale.pricesIncludeVat ?? true
  const heads = [
    saleWords.what,
    saleWords.quantity,
    includes ? saleWords.priceWith : saleWords.priceWithout,
    saleWords.discount,
    saleWords.amount,
  ]
  const change = (key: string, bend: Partial<DraftLine>) =>
    turn((now) => now.map((line) => (line.key === key ? { ...line, ...bend } : line)))
  return (
    <Panel
      title={say(saleWords.lines)}
      actions={
        <Button
          variant="default"
          leftSection={<Plus size={14} aria-hidden />}
          onClick={() => turn((now) => [...now, freeLine('')])}
        >
          {say(saleWords.freeLine)}
        </Button>
      }
    >
      <ProductSearch
        onProduct={(product) => turn((now) => withProduct(now, product, currency))}
        onFree={(text) => turn((now) => [...now, freeLine(text)])}
      />
      {lines.length === 0 ? (
        <Text c="dimmed" mt="sm">
          {say(saleWords.noLines)}
        </Text>
      ) : (
        <div className={styles.table}>
          <div className={styles.heads} aria-hidden>
            {heads.map((head) => (
              <span key={head.en}>{say(head)}</span>
            ))}
          </div>
          <ul className={styles.lines}>
            {lines.map((line, i) => (
              <LineRow
                key={line.key}
                line={line}
                heads={heads.map((head) => say(head))}
                amount={price?.sale.lines.length === lines.length ? amountOf(price, i) : null}
                counted={price?.sale.lines.length === lines.length ? price.sale.lines[i]! : null}
                currency={currency}
                faultOf={(field) => faults[`lines.${i}.${field}`]}
                onChange={(bend) => change(line.key, bend)}
                remove={() => turn((now) => now.filter(({ key }) => key !== line.key))}
              />
            ))}
          </ul>
        </div>
      )}
    </Panel>
  )
}

const amountOf = ({ sale }: Price, i: number): number =>
  sale.pricesIncludeVat ? sale.lines[i]!.gross : sale.lines[i]!.net

type LineRowProps = {
  line: DraftLine
  heads: readonly string[]
  amount: number | null
  /** As the server counted it: with the discount of a price rule, and what a second-hand piece costs us if we may see it. */
  counted: Price['sale']['lines'][number] | null
  currency: string
  faultOf: (field: string) => string | undefined
  onChange: (bend: Partial<DraftLine>) => void
  remove: () => void
}

function LineRow({ line, heads, amount, counted, currency, faultOf, onChange, remove }: LineRowProps) {
  const say = useSay()
  const format = useFormat()
  const name = line.name || say(saleWords.thisLine)
  const cost = line.costPrice ?? counted?.costPrice ?? null
  const rule = line.discount === null ? (counted?.priceRule ?? null) : null
  const costFault = faultOf('costPrice')
  return (
    <li>
      <div className={styles.what}>
        <TextInput
          label={heads[0]}
          value={line.name}
          maxLength={500}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
          error={faultOf('name')}
        />
        {line.product ? (
          <small>{[line.sku, rule && say(saleWords.byRule, { rule })].filter(Boolean).join(' · ')}</small>
        ) : (
          <NativeSelect
            aria-label={`${say(saleWords.category)}: ${name}`}
            value={line.category}
            onChange={(event) => onChange({ category: event.currentTarget.value })}
            data={categories.map((id) => ({ value: id, label: say(categoryName(id)) }))}
            error={faultOf('category')}
          />
        )}
        {(cost !== null || costFault) && (
          <div className={styles.cost}>
            <small aria-hidden>{say(saleWords.cost)}</small>
            <FigureInput
              label={say(saleWords.cost)}
              decimals={4}
              least={2}
              sign="€"
              value={cost}
              onChange={(costPrice) => onChange({ costPrice })}
              error={costFault}
            />
          </div>
        )}
      </div>
      <FigureInput
        label={heads[1]}
        decimals={3}
        value={line.quantity}
        onChange={(quantity) => onChange({ quantity })}
        error={faultOf('quantity')}
      />
      <FigureInput
        label={heads[2]}
        decimals={4}
        least={2}
        sign="€"
        value={line.unitPrice}
        onChange={(unitPrice) => onChange({ unitPrice })}
        error={faultOf('unitPrice')}
      />
      <FigureInput
        label={heads[3]}
        decimals={2}
        sign="%"
        value={line.discount ?? (rule && counted ? counted.discount : null)}
        onChange={(discount) => onChange({ discount })}
        error={faultOf('discount')}
      />
      <span className={styles.amount}>{amount === null ? '–' : format.money(amount, currency)}</span>
      <ActionIcon
        size={28}
        aria-label={say(saleWords.remove, { name })}
        title={say(saleWords.remove, { name })}
        onClick={remove}
      >
        <X size={16} aria-hidden />
      </ActionIcon>
    </li>
  )
}

/** What a free line can be; products have their own. */
const categories = ['standard', 'bike_repair_labour', 'book', 'food'] as const
