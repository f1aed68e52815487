/** Words, names and keyboard runs that people guess first; rules.ts refuses passwords composed of them. */

const list = (text: string): string[] => text.trim().split(/\s+/)

export const commonWords: readonly string[] = [
  ...list(`password passwort wachtwoord wachtwrd geheim secret welkom welcome hallo hello login inloggen logmein letmein
    admin administrator beheer beheerder root user gebruiker guest gast test tester testing demo changeme verander default
    system systeem server computer laptop internet network netwerk wifi router google facebook apple samsung nokia windows
    microsoft office excel access toegang sesam open opensesame master meester superman batman spiderman pokemon pikachu
    starwars matrix hunter ranger killer ninja samurai dragon draak monkey aapje tijger tiger leeuw lion beer panda puppy
    hond dog poes kitty kat cat paard horse vogel bird vlinder butterfly dolfijn dolphin konijn rabbit muis mouse
    sunshine zonneschijn zonnetje zon sun maan moon ster star hemel heaven engel angel devil duivel princess prinses prins
    prince queen king koning koningin baby liefje lieverd schatje schat snoopy garfield mickey minnie donald disney
    iloveyou ikhouvanjou ikhouvan liefde love lover kusje kus hartje heart forever vooraltijd friend vriend vrienden
    mama papa moeder vader mother father oma opa broer zus familie family thuis home huis house kinderen kids
    football voetbal soccer baseball basketball hockey tennis golf fiets fietsen fietsenwinkel racing formula ferrari porsche
    mercedes mustang corvette harley yamaha suzuki honda toyota volvo audi opel ajax feyenoord psv twente barcelona
    arsenal liverpool chelsea united madrid amsterdam rotterdam utrecht eindhoven groningen nederland holland dutch belgie
    belgium antwerpen brussel brussels gent brugge deutschland berlin london paris europe europa america canada
    lente zomer herfst winter spring summer autumn maandag dinsdag woensdag donderdag vrijdag zaterdag zondag monday tuesday
    wednesday thursday friday saturday sunday januari februari maart april mei juni juli augustus september oktober november
    december january february march may june july august october kerst kerstmis christmas sinterklaas pasen easter
    vakantie holiday weekend feest party muziek music gitaar guitar piano metallica nirvana eminem beatles rockstar
    geluk happy gelukkig lucky smile lachen vrede peace vrijheid freedom power kracht trustno trust nooit never always
    whatever anything something iets niets nothing alles everything ditiseen ditis thisis mijn myn mine jouw your onze
    een twee drie vier vijf zes zeven acht negen tien one two three four five six seven eight nine ten
    rood blauw groen geel zwart wit oranje paars roze red blue green yellow black white orange purple pink silver zilver
    goud gold diamond diamant chocolade chocolate koffie coffee thee bier beer wijn wine pizza kaas cheese banaan banana
    appel cookie koekje peper pepper ginger gember honey honing suiker sugar bloem flower bloemen flowers roos rose
    winkel webshop shop store bestelling bestellen order orders magazijn warehouse pakhuis factuur invoice voorraad stock
    kassa verkoop sales klant customer bedrijf company werk work kantoor manager chef baas boss money geld euro dollar
    daniel michael thomas jessica ashley michelle nicole jennifer jordan andrew joshua matthew robert william charlie george
    peter johan johannes pieter hendrik willem jeroen bart tim tom lisa anna emma sophie julia laura sanne lotte maria
    linda monique marieke esther anouk kevin dennis patrick mark marco martin rick stefan sander bas daan sem lucas milan
    jansen devries bakker visser smit meijer mulder bos vos peters hendriks dekker brouwer
    computer1 abc abcd abcde abcdef abcdefg abcdefgh xyz qaz zaq the and van het met voor`),
]

/** Rows and columns of keyboards, forwards and back, cut at every length of four and more. */
export const keyboardRuns: readonly string[] = [
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
  'qwertzuiop',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik',
  'qazwsxedcrfvtgbyhnujmik',
  'abcdefghijklmnopqrstuvwxyz',
].flatMap((row) => [row, [...row].reverse().join('')].flatMap(cuts))

function cuts(row: string): string[] {
  const found: string[] = []
  for (let from = 0; from + 4 <= row.length; from++) {
    for (let to = from + 4; to <= row.length; to++) found.push(row.slice(from, to))
  }
  return found
}
