/** Who works with the back office, what they may do, and how programs come in: records, rights, events and refusals. */
import { choice, day, email, integer, language, link, moment, text, textList } from '../../base/field.ts'
import { record, type Row } from '../../base/record.ts'
import { langs, words, type Words } from '../../base/words.ts'

/** A set of rights with a name. `patterns` are names of rights, with `*` for any text and `!` before what is left out. */
export const Role = record('roles', 'Rol', 'Role', {
  name: text('Naam', 'Name', { max: 80 }),
  preset: text('Voorgedefinieerde rol', 'Preset', { derived: true }).nullable(),
  patterns: textList('Rechten', 'Rights', { max: 80 }),
})
export type Role = Row<typeof Role>

/** The nine roles that a business starts with (I-13); who renamed one has a role of their own. */
export const rolePresets = {
  administrator: words('Beheerder', 'Administrator'),
  'general-manager': words('Algemeen manager', 'General manager'),
  'full-user': words('Volledige gebruiker', 'Full user'),
  'webshop-manager': words('Webshopbeheerder', 'Webshop manager'),
  'shop-manager': words('Winkelmanager', 'Shop manager'),
  'orders-only': words('Alleen bestellingen', 'Orders only'),
  'store-manager': words('Kassa: filiaalmanager', 'Point of sale: store manager'),
  'senior-cashier': words('Kassa: senior kassamedewerker', 'Point of sale: senior cashier'),
  'junior-cashier': words('Kassa: kassamedewerker', 'Point of sale: junior cashier'),
}
export type RolePreset = keyof typeof rolePresets

/** Somebody of the business. The password stands elsewhere: in `logins`, which no screen reads. */
export const User = record('users', 'Gebruiker', 'User', {
  name: text('Naam', 'Name', { max: 120 }),
  email: email('E-mailadres', 'E-mail address', { fixed: true }),
  role: link('Rol', 'Role', 'roles'),
  state: choice(
    'Status',
    'Status',
    {
      invited: words('Uitgenodigd', 'Invited'),
      active: words('Actief', 'Active'),
      inactive: words('Niet actief', 'Inactive'),
    },
    { derived: true },
  ).default('invited'),
  channels: textList('Alleen deze verkoopkanalen', 'Only these sales channels').nullable(),
  locations: textList('Alleen deze locaties', 'Only these locations').nullable(),
  language: language('Taal', 'Language', { only: langs }).default('nl'),
  theme: choice('Weergave', 'Appearance', {
    system: words('Zoals het apparaat', 'Same as device'),
    light: words('Licht', 'Light'),
    dark: words('Donker', 'Dark'),
  }).default('system'),
  lastSignInAt: moment('Laatst ingelogd', 'Last signed in', { derived: true }).nullable(),
})
export type User = Row<typeof User>

/** How signing in goes at this business; one row. */
export const SignInRules = record('sign_in_rules', 'Regels voor inloggen', 'Sign-in rules', {
  secondFactorFor: choice('Tweede stap verplicht voor', 'Two-step sign-in required for', {
    nobody: words('Niemand', 'Nobody'),
    admins: words('Wie gebruikers of rechten beheert', 'Those who manage users or rights'),
    everybody: words('Iedereen', 'Everybody'),
  }).default('admins'),
  idleMinutes: integer('Uitloggen na zoveel minuten stilte', 'Sign out after this many idle minutes', {
    min: 5,
    max: 1440,
  }).default(480),
})
export type SignInRules = Row<typeof SignInRules>

/** A program that may ask things of us. Its secret is shown once and kept as a hash only. */
export const ApiKey = record('api_keys', 'API-sleutel', 'API key', {
  name: text('Naam', 'Name', { max: 80 }),
  kind: choice(
    'Soort',
    'Kind',
    { storefront: words('Webshop', 'Storefront'), integration: words('Koppeling', 'Integration') },
    { fixed: true },
  ),
  scopes: textList('Rechten', 'Rights', { max: 80 }),
  channels: textList('Alleen deze verkoopkanalen', 'Only these sales channels').nullable(),
  locations: textList('Alleen deze locaties', 'Only these locations').nullable(),
  addresses: textList('Alleen vanaf deze IP-adressen', 'Only from these IP addresses', { max: 50 }).default(
    [],
  ),
  expiresDay: day('Geldig tot en met', 'Valid until').nullable(),
  ending: text('Laatste tekens', 'Last characters', { derived: true }),
  state: choice(
    'Status',
    'Status',
    { active: words('Actief', 'Active'), revoked: words('Ingetrokken', 'Revoked') },
    { derived: true },
  ).default('active'),
  madeBy: link('Gemaakt door', 'Made by', 'users', { derived: true }),
  lastUsedAt: moment('Laatst gebruikt', 'Last used', { derived: true }).nullable(),
})
export type ApiKey = Row<typeof ApiKey>

export const records = [Role, User, SignInRules, ApiKey]

export const rights: Record<string, Words> = {
  'users.see': words('Gebruikers bekijken', 'View users'),
  'users.manage': words('Gebruikers beheren', 'Manage users'),
  'roles.see': words('Rollen bekijken', 'View roles'),
  'roles.manage': words('Rollen en rechten beheren', 'Manage roles and rights'),
  'api-keys.see': words('API-sleutels bekijken', 'View API keys'),
  'api-keys.manage': words('API-sleutels beheren', 'Manage API keys'),
}

export const events: Record<string, Words> = {
  'tenant.opened': words('Administratie geopend', 'Business opened'),
  'session.started': words('Ingelogd', 'Signed in'),
  'session.ended': words('Uitgelogd', 'Signed out'),
  'session.refused': words('Inloggen mislukt', 'Sign-in failed'),
  'session.proved': words('Wachtwoord opnieuw gegeven', 'Password confirmed'),
  'sessions.ended': words('Alle sessies beëindigd', 'All sessions ended'),
  'right.denied': words('Geen recht op een handeling', 'A right was missing'),
  'user.invited': words('Gebruiker uitgenodigd', 'User invited'),
  'user.joined': words('Uitnodiging aangenomen', 'Invitation accepted'),
  'user.changed': words('Gebruiker gewijzigd', 'User changed'),
  'user.deactivated': words('Gebruiker uitgezet', 'User deactivated'),
  'user.activated': words('Gebruiker aangezet', 'User activated'),
  'user.reset-asked': words('Nieuw wachtwoord aangevraagd', 'New password requested'),
  'user.password-changed': words('Wachtwoord gewijzigd', 'Password changed'),
  'user.email-asked': words('Ander e-mailadres aangevraagd', 'E-mail address change requested'),
  'user.email-changed': words('E-mailadres gewijzigd', 'E-mail address changed'),
  'user.second-factor-set': words('Tweede stap ingesteld', 'Two-step sign-in set up'),
  'user.second-factor-removed': words('Tweede stap verwijderd', 'Two-step sign-in removed'),
  'user.recovery-code-used': words('Herstelcode gebruikt', 'Recovery code used'),
  'role.made': words('Rol gemaakt', 'Role created'),
  'role.changed': words('Rol gewijzigd', 'Role changed'),
  'role.removed': words('Rol verwijderd', 'Role removed'),
  'sign-in-rules.changed': words('Regels voor inloggen gewijzigd', 'Sign-in rules changed'),
  'api-key.made': words('API-sleutel gemaakt', 'API key created'),
  'api-key.changed': words('API-sleutel gewijzigd', 'API key changed'),
  'api-key.rotated': words('API-sleutel vernieuwd', 'API key rotated'),
  'api-key.revoked': words('API-sleutel ingetrokken', 'API key revoked'),
  'api-key.used': words('API-sleutel gebruikt', 'API key used'),
  'api-key.refused': words('API-sleutel geweigerd', 'API key refused'),
}

export const refusals: Record<string, Words> = {
  'session.missing': words(
    'U bent niet ingelogd. Log in om verder te gaan.',
    'You are not signed in. Sign in to continue.',
  ),
  'session.wrong': words(
    'Dit e-mailadres en wachtwoord horen niet bij elkaar. Controleer ze, of vraag een nieuw wachtwoord aan.',
    'This e-mail address and password do not match. Check them, or request a new password.',
  ),
  'session.wrong-own': words(
    'Dit wachtwoord klopt niet. Typ het opnieuw.',
    'This password is wrong. Type it again.',
  ),
  'session.wrong-code': words(
    'Deze code klopt niet of is al gebruikt. Wacht op de volgende code en probeer het opnieuw.',
    'This code is wrong or has already been used. Wait for the next code and try again.',
  ),
  'session.wrong-passkey': words(
    'Deze toegangssleutel wordt hier niet herkend. Log in met uw wachtwoord.',
    'This passkey is not recognised here. Sign in with your password.',
  ),
  'session.wrong-key': words(
    'Deze client_id en client_secret horen niet bij elkaar, of de sleutel is ingetrokken of verlopen.',
    'This client_id and client_secret do not match, or the key has been revoked or has expired.',
  ),
  'session.ticket-over': words(
    'Het inloggen duurde te lang. Begin opnieuw met uw e-mailadres en wachtwoord.',
    'Signing in took too long. Start again with your e-mail address and password.',
  ),
  'session.proof-needed': words(
    'Geef uw wachtwoord opnieuw om dit te zien of te doen.',
    'Enter your password again to continue.',
  ),
  'sign-in.too-many': words(
    'Er is te vaak een verkeerd wachtwoord of een verkeerde code gegeven. Probeer het over {minutes} minuten opnieuw.',
    'Too many wrong passwords or codes. Try again in {minutes} minutes.',
  ),
  'right.not-allowed': words(
    'U hebt het recht “{right}” niet. Vraag uw beheerder erom.',
    'You do not have the right “{right}”. Ask your administrator for it.',
  ),
  'password.too-short': words(
    'Een wachtwoord heeft minstens 12 tekens. Een zin van een paar woorden is goed te onthouden.',
    'A password needs at least 12 characters. A short sentence is easy to remember.',
  ),
  'password.too-long': words(
    'Een wachtwoord heeft hooguit 128 tekens.',
    'A password can have at most 128 characters.',
  ),
  'password.common': words(
    'Dit wachtwoord is makkelijk te raden. Kies er een met woorden die niet bij elkaar horen.',
    'This password is easy to guess. Choose unrelated words.',
  ),
  'password.own-words': words(
    'In dit wachtwoord staat uw naam, e-mailadres of bedrijf. Kies iets dat anderen niet van u weten.',
    'This password contains your name, e-mail address or business. Choose something others do not know about you.',
  ),
  'link.over': words(
    'Deze link is gebruikt of verlopen. Vraag een nieuwe aan.',
    'This link has been used or has expired. Request a new one.',
  ),
  'user.last-administrator': words(
    'Dit is de laatste gebruiker die gebruikers en rechten beheert. Geef eerst iemand anders dat recht.',
    'This is the last user who manages users and rights. Give somebody else that right first.',
  ),
  'user.own-account': words(
    'Dit kan niet bij uw eigen account. Vraag een andere beheerder.',
    'This cannot be done to your own account. Ask another administrator.',
  ),
  'user.email-taken': words(
    'Er is al een gebruiker met dit e-mailadres. Zoek die op in de lijst.',
    'There is already a user with this e-mail address. Look for it in the list.',
  ),
  'user.email-elsewhere': words(
    'Met dit e-mailadres logt u al in bij een ander bedrijf. Laat u uitnodigen op een ander adres.',
    'You already sign in to another business with this e-mail address. Ask to be invited at another address.',
  ),
  'user.not-invited': words(
    'Deze gebruiker heeft de uitnodiging al aangenomen.',
    'This user has already accepted the invitation.',
  ),
  'user.only-people': words(
    'Dit kan alleen een ingelogde gebruiker doen, geen API-sleutel.',
    'Only a signed-in user can do this, not an API key.',
  ),
  'role.not-allowed': words(
    'Deze rol mag meer dan u zelf. Vraag het aan iemand die deze rechten heeft.',
    'This role has more rights than you have. Ask somebody who has these rights.',
  ),
  'role.in-use': words(
    'Deze rol is nog in gebruik. Geef de gebruikers eerst een andere rol.',
    'This role is still in use. Give its users another role first.',
  ),
  'role.name-taken': words(
    'Er is al een rol met deze naam. Kies een andere.',
    'There is already a role with this name. Choose another.',
  ),
  'second-factor.needed': words(
    'Bij dit bedrijf is een tweede stap verplicht. Stel eerst een andere in.',
    'This business requires two-step sign-in. Set up another method first.',
  ),
  'second-factor.not-started': words(
    'Het instellen is verlopen. Begin opnieuw.',
    'The set-up has expired. Start again.',
  ),
  'passkey.not-possible': words(
    'Toegangssleutels werken alleen op een webadres met een naam. Laat uw beheerder dat instellen met PUBLIC_URL.',
    'Passkeys work only at a web address that has a name. Ask your administrator to set one with PUBLIC_URL.',
  ),
  'api-key.scope': words(
    'Het recht {scope} kan deze sleutel niet krijgen. Haal het weg of kies een andere soort sleutel.',
    'This key cannot get the right {scope}. Remove it or choose another kind of key.',
  ),
  'api-key.address': words(
    '{address} is geen IP-adres of netwerk. Zo ziet het eruit: 203.0.113.7 of 203.0.113.0/24',
    '{address} is not an IP address or network. It looks like this: 203.0.113.7 or 203.0.113.0/24',
  ),
  'api-key.revoked': words(
    'Deze sleutel is ingetrokken. Maak een nieuwe.',
    'This key has been revoked. Create a new one.',
  ),
  'export.too-many': words(
    'U hebt dit uur al {most} keer een export gemaakt. Over {minutes} minuten kan het weer.',
    'You have already made {most} exports this hour. You can export again in {minutes} minutes.',
  ),
  'api-key.too-many': words(
    'Deze sleutel vraagt te veel tegelijk. Wacht even en probeer het opnieuw.',
    'Too many requests with this key at once. Wait a moment and try again.',
  ),
}
