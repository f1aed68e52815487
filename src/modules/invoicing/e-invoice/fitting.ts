/** The UBL that fits a customer: in the strictest profile that both sides can bear. */
import type { InvoiceDocument } from './document.ts'
import { preflight } from './preflight.ts'
import { writeUbl, type Profile } from './ubl.ts'

/** Peppol for who has an address there, NLCIUS for other Dutch organisations, plain EN 16931 for everybody else. */
export function fittingProfile({ seller, buyer }: InvoiceDocument): Profile {
  if (buyer.endpoint && seller.endpoint) return 'peppol'
  const isDutch = buyer.address.country === 'NL' && seller.address.country === 'NL'
  return isDutch && buyer.legalId && seller.legalId ? 'nlcius' : 'en16931'
}

/** What is kept beside the PDF; a document that lacks something for the fitting profile is plain EN 16931. */
export function fittingUbl(document: InvoiceDocument): string {
  const fitting = fittingProfile(document)
  const isWrong = preflight(document, fitting).some(({ level }) => level === 'error')
  return writeUbl(document, isWrong ? 'en16931' : fitting)
}
