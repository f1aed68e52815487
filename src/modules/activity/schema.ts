/** The activity log: what may be asked of it, and in which words. The rows are the events that every area tells. */
import { words, type Words } from '../../base/words.ts'

export const rights: Record<string, Words> = {
  'activity.see': words('Activiteitenlog bekijken', 'View activity log'),
  'activity.verify': words('Activiteitenlog controleren', 'Verify the activity log'),
}

export const events: Record<string, Words> = {
  'activity.exported': words('Activiteitenlog geëxporteerd', 'Activity log exported'),
  'activity.verified': words('Activiteitenlog gecontroleerd', 'Activity log verified'),
}

export const refusals: Record<string, Words> = {
  'activity.too-long': words(
    'Deze periode heeft meer dan {most} regels. Kies een kortere periode of een filter.',
    'This period has more than {most} lines. Choose a shorter period or a filter.',
  ),
}

/** Work for a person when the log was tampered with; `fault` is what is wrong with the first bad line. */
export const tasks: Record<string, Words> = {
  'activity.broken': words(
    'De activiteitenlog klopt niet vanaf regel {number}: er is een gebeurtenis {fault, select, changed {gewijzigd} missing {verdwenen} reordered {verplaatst} other {tussengevoegd}}. Vergelijk met een reservekopie.',
    'The activity log is broken from line {number}: an event was {fault, select, changed {changed} missing {removed} reordered {moved} other {inserted later}}. Compare it with a backup.',
  ),
}

/** The heads of the exported file. */
export const columns = {
  at: words('Tijdstip', 'Time'),
  actor: words('Wie', 'Who'),
  actorKind: words('Soort', 'Kind'),
  kind: words('Wat', 'What'),
  about: words('Waarover', 'About'),
  address: words('IP-adres', 'IP address'),
  detail: words('Bijzonderheden', 'Detail'),
}
