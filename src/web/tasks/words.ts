/** The words of the work list; each kind of task has its own sentence in the area that raises it. */
import { words } from '../../base/words.ts'

export const taskStates = {
  open: words('Open', 'Open'),
  done: words('Klaar', 'Done'),
  skipped: words('Overgeslagen', 'Skipped'),
}

export const taskWords = {
  title: words('Taken', 'Tasks'),
  charged: words('{rate}: {vat} over {base}', '{rate}: {vat} on {base}'),
  views: words('Weergaven', 'Views'),
  retry: words('Opnieuw proberen', 'Try again'),
  retryOne: words('Opnieuw proberen: {what}', 'Try again: {what}'),
  skip: words('Overslaan', 'Skip'),
  skipOne: words('Overslaan: {what}', 'Skip: {what}'),
  skipTitle: words('Taak overslaan', 'Skip task'),
  skipWhy: words(
    'De taak gaat van de lijst zonder dat Pakhuis nog iets probeert. De reden komt in het activiteitenlog.',
    'The task leaves the list and Pakhuis stops trying. The reason is kept in the activity log.',
  ),
  reason: words('Reden', 'Reason'),
  reasonExample: words('Bijvoorbeeld: met de hand verwerkt', 'For example: done by hand'),
  see: words('Bekijken', 'View'),
  seeOne: words('Bekijken: {what}', 'View: {what}'),
  retried: words('Wordt opnieuw geprobeerd', 'Trying again'),
  skipped: words('Overgeslagen', 'Skipped'),
  reasonWas: words('Reden: {reason}', 'Reason: {reason}'),
  none: words('Niets te doen', 'Nothing to do'),
  noneWhy: words(
    'Wat Pakhuis niet zelf kan oplossen, verschijnt hier.',
    'Anything Pakhuis cannot resolve itself appears here.',
  ),
  noneDone: words('Nog geen taken in deze weergave', 'No tasks in this view yet'),
  noneDoneWhy: words('Afgehandelde taken blijven hier staan.', 'Settled tasks are kept here.'),
  externalId: words('Nummer daar: {id}', 'Number there: {id}'),
}
