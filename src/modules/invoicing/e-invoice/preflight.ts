/** Our own check before an e-invoice leaves: at least as strict as the official rules for what we write. */
import { writeCii } from './cii.ts'
import type { InvoiceDocument } from './document.ts'
import { fault, type Finding } from './finding.ts'
import type { ReadInvoice } from './incoming.ts'
import { readTree } from './reader.ts'
import { contentRules } from './rules-content.ts'
import { dutchRules, germanRules } from './rules-national.ts'
import { nlciusRules } from './rules-nlcius.ts'
import { ownRules } from './rules-own.ts'
import { peppolRules } from './rules-peppol.ts'
import { sumRules } from './rules-sums.ts'
import { ublRules } from './rules-ubl.ts'
import { vatRules } from './rules-vat.ts'
import { writeUbl, type Profile } from './ubl.ts'
import type { Node } from '../../../base/xml.ts'

/** What is wrong with a document in the form in which it would be sent; an empty list means that it may go. */
export function preflight(document: InvoiceDocument, profile: Profile | 'factur-x'): Finding[] {
  const isCii = profile === 'factur-x'
  const { invoice, tree } = readTree(isCii ? writeCii(document) : writeUbl(document, profile))
  const findings = [...ownRules(document), ...inspect(invoice, tree, isCii ? 'en16931' : profile)]
  // CII-SR-475 and -476 of EN 16931 1.3.16 count the attachments of the whole invoice instead of each.
  if (isCii && document.attachments.length > 1) {
    findings.push(
      fault(
        'CII-SR-476',
        'attachments',
        'Een CII-factuur kan één bijlage dragen; voeg de andere aan de PDF toe.',
        'A CII invoice can carry one attachment; add the others to the PDF.',
      ),
    )
  }
  // A record of ours has one way of paying, a stranger's may have more.
  return findings.map((one) => ({ ...one, path: one.path.replace(/^payment\[0\]/, 'payment') }))
}

/** What is wrong with an invoice as it was read, ours or a stranger's. */
export function inspect(invoice: ReadInvoice, tree: Node, profile: Profile): Finding[] {
  const findings = [...contentRules(invoice), ...sumRules(invoice), ...vatRules(invoice)]
  if (invoice.syntax === 'ubl') findings.push(...ublRules(tree, profile))
  if (profile === 'peppol')
    findings.push(...peppolRules(invoice), ...dutchRules(invoice), ...germanRules(invoice))
  if (profile === 'nlcius') findings.push(...nlciusRules(invoice))
  return findings
}
