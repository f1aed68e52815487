/** One own business, as it stands on invoices. */
import { Text } from '@mantine/core'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Business } from '../../modules/organisations/schema.ts'
import { PlainForm } from '../records/plain-form.tsx'
import { useSay } from '../ui/lang.tsx'
import { RegistrationsPanel } from '../vat/registrations-panel.tsx'
import { businessWords } from './words.ts'

export function BusinessPage() {
  const say = useSay()
  const navigate = useNavigate()
  const { id } = useParams({ from: '/inside/businesses/$id' })
  return (
    <PlainForm
      record={Business}
      path="/businesses"
      id={id}
      name="tradeName"
      groups={[
        {
          title: say(businessWords.names),
          note: <Text c="dimmed">{say(businessWords.namesWhy)}</Text>,
          fields: ['tradeName', 'legalName', 'vatNumber', 'cocNumber', 'isActive'],
        },
        {
          title: say(businessWords.address),
          fields: ['street', 'houseNumber', 'postcode', 'city', 'country', 'timeZone'],
        },
        { title: say(businessWords.contact), fields: ['email', 'phone', 'website', 'language'] },
        { title: say(businessWords.money), fields: ['iban', 'bic', 'currency', 'pricesLead'] },
        {
          title: say(businessWords.invoice),
          fields: ['paymentTermDays', 'makesUbl', 'defaultTaxCategory', 'invoiceFooter'],
        },
        {
          title: say(businessWords.support),
          fields: ['supportName', 'supportEmail', 'supportPhone', 'contactEmail', 'openingHours'],
        },
        {
          title: say(businessWords.papers),
          fields: ['quoteValidDays', 'quoteNote', 'repairSlipNote', 'repairReceiptNote'],
        },
      ]}
      manage="businesses.manage"
      back={{ label: say(businessWords.title), link: { to: '/businesses' } }}
      made={(made) => navigate({ to: '/businesses/$id', params: { id: made }, replace: true })}
    >
      <RegistrationsPanel business={id} />
    </PlainForm>
  )
}
