/** The code lists of EN 16931 and Peppol that our invoices draw from. */

const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** ISO 4217, in use. */
export const currencies = list(`
  AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF
  CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD
  GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR
  LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK
  PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND
  TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XAG XAU XBA XBB XBC XBD XCD XDR XOF
  XPD XPF XPT XSU XTS XUA XXX YER ZAR ZMW ZWG`)

/** ISO 3166-1 with Kosovo (1A) and Northern Ireland (XI), as EN 16931 has them. */
export const countries = list(`
  1A AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
  CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR
  GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO
  JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR
  MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO
  RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV
  TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XI YE YT ZA ZM ZW`)

/** Electronic address schemes outside Peppol that EN 16931 knows besides: mail, EDI and the like. */
export const otherEndpointSchemes = list(
  'AN AQ AS AU EM 0240 0244 0245 0246 9901 9906 9907 9912 9955 9956 9958',
)

/** Registers of ISO 6523 (ICD), numbered without gaps but one. */
export const isRegister = (scheme: string): boolean =>
  /^\d{4}$/.test(scheme) &&
  Number(scheme) >= 2 &&
  Number(scheme) <= 240 &&
  scheme !== '0181' &&
  scheme !== '0182'

/** Exemption reasons of the VATEX list. */
export const exemptions = list(`
  VATEX-EU-79-C VATEX-EU-AE VATEX-EU-D VATEX-EU-F VATEX-EU-G VATEX-EU-I VATEX-EU-IC VATEX-EU-J VATEX-EU-O
  VATEX-EU-132 VATEX-EU-132-1A VATEX-EU-132-1B VATEX-EU-132-1C VATEX-EU-132-1D VATEX-EU-132-1E VATEX-EU-132-1F
  VATEX-EU-132-1G VATEX-EU-132-1H VATEX-EU-132-1I VATEX-EU-132-1J VATEX-EU-132-1K VATEX-EU-132-1L VATEX-EU-132-1M
  VATEX-EU-132-1N VATEX-EU-132-1O VATEX-EU-132-1P VATEX-EU-132-1Q VATEX-EU-135-1
  VATEX-EU-144 VATEX-EU-146-1E VATEX-EU-159
  VATEX-EU-143 VATEX-EU-143-1A VATEX-EU-143-1B VATEX-EU-143-1C VATEX-EU-143-1D VATEX-EU-143-1E VATEX-EU-143-1F
  VATEX-EU-143-1FA VATEX-EU-143-1G VATEX-EU-143-1H VATEX-EU-143-1I VATEX-EU-143-1J VATEX-EU-143-1K VATEX-EU-143-1L
  VATEX-EU-148 VATEX-EU-148-A VATEX-EU-148-B VATEX-EU-148-C VATEX-EU-148-D VATEX-EU-148-E VATEX-EU-148-F
  VATEX-EU-148-G VATEX-EU-151 VATEX-EU-151-1A VATEX-EU-151-1AA VATEX-EU-151-1B VATEX-EU-151-1C VATEX-EU-151-1D
  VATEX-EU-151-1E VATEX-EU-309`)

/** The category that a VATEX code goes with (PEPPOL-EN16931-P0104 to P0111). */
export const categoryOfExemption: Readonly<Record<string, readonly [rule: string, category: string]>> = {
  'VATEX-EU-G': ['PEPPOL-EN16931-P0104', 'G'],
  'VATEX-EU-O': ['PEPPOL-EN16931-P0105', 'O'],
  'VATEX-EU-IC': ['PEPPOL-EN16931-P0106', 'K'],
  'VATEX-EU-AE': ['PEPPOL-EN16931-P0107', 'AE'],
  'VATEX-EU-D': ['PEPPOL-EN16931-P0108', 'E'],
  'VATEX-EU-F': ['PEPPOL-EN16931-P0109', 'E'],
  'VATEX-EU-I': ['PEPPOL-EN16931-P0110', 'E'],
  'VATEX-EU-J': ['PEPPOL-EN16931-P0111', 'E'],
}

/** Discount reasons of UNTDID 5189. */
export const discountReasons = list('41 42 60 62 63 64 65 66 67 68 70 71 88 95 100 102 103 104 105')

/** Charge reasons of UNTDID 7161. */
export const chargeReasons = list(`
  AA AAA AAC AAD AAE AAF AAH AAI AAS AAT AAV AAY AAZ ABA ABB ABC ABD ABF ABK ABL ABN ABR ABS ABT ABU ACF ACG ACH ACI
  ACJ ACK ACL ACM ACS ADC ADE ADJ ADK ADL ADM ADN ADO ADP ADQ ADR ADT ADW ADY ADZ AEA AEB AEC AED AEF AEH AEI AEJ AEK
  AEL AEM AEN AEO AEP AES AET AEU AEV AEW AEX AEY AEZ AJ AU CA CAB CAD CAE CAF CAI CAJ CAK CAL CAM CAN CAO CAP CAQ CAR
  CAS CAT CAU CAV CAW CAX CAY CAZ CD CG CS CT DAB DAC DAD DAF DAG DAH DAI DAJ DAK DAL DAM DAN DAO DAP DAQ DL EG EP ER
  FAA FAB FAC FC FH FI GAA HAA HD HH IAA IAB ID IF IR IS KO L1 LA LAA LAB LF MAE MI ML NAA OA PA PAA PC PL PRV RAB RAC
  RAD RAF RE RF RH RV SA SAA SAD SAE SAI SG SH SM SU TAB TAC TT TV V1 V2 WH XAA YY ZZZ`)

/** Document types of UNTDID 1001 that EN 16931 takes. */
export const invoiceTypes = list(`
  71 80 81 82 84 102 130 202 203 204 211 218 219 295 325 326 331 380 382 383 384 385 386 387 388 389 390 393 394 395
  456 457 471 472 473 500 501 527 553 575 623 633 751 780 817 870 875 876 877 935`)
export const creditTypes = list('81 83 261 262 296 308 381 396 420 458 502 503 532')

/** Document types that Peppol takes in the billing process. */
export const peppolInvoiceTypes = list(`
  71 80 82 84 102 218 219 326 331 380 382 383 384 386 388 389 393 395 553 575 623 780 817 870 875 876 877`)
export const peppolCreditTypes = list('381 396 81 83 532')

/** Ways of paying of UNTDID 4461. */
export const isPaymentMeans = (code: string): boolean =>
  (/^\d{1,2}$/.test(code) && Number(code) >= 1 && Number(code) <= 70) || /^(7[4-8]|9[1-8]|ZZZ)$/.test(code)

/** What NLCIUS and the Dutch rules of Peppol take when both parties are Dutch. */
export const dutchPaymentMeans = list('30 48 49 57 58 59')

export const attachmentTypes = list(`
  application/pdf image/png image/jpeg text/csv application/vnd.oasis.opendocument.spreadsheet
  application/vnd.openxmlformats-officedocument.spreadsheetml.sheet`)

export const vatCategories = list('S Z E AE K G O L M B')
/** Tax point codes: of UNTDID 2005 in UBL, of UNTDID 2475 in CII. */
export const taxPointCodes = { ubl: list('3 35 432'), cii: list('5 29 72') }

/** UN/ECE units have two or three signs; the ones that we write are a type of their own in document.ts. */
export const looksLikeUnit = (code: string): boolean => /^[A-Z0-9]{2,3}$/.test(code)
