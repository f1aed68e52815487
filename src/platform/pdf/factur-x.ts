/** Says in a PDF/A-3 that the invoice enclosed in it is a Factur-X (ZUGFeRD) one, for the program that opens it. */

export type FacturXLevel = 'BASIC' | 'EN 16931' | 'EXTENDED' | 'XRECHNUNG'

/** The name that Factur-X demands of the enclosed invoice. */
const facturXFile = 'factur-x.xml'

const namespace = 'urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#'

/**
 * The document with four Factur-X properties in its metadata, and their description as PDF/A asks for foreign
 * ones (ISO 19005-3, 6.6.2.3.3). Written as an incremental update behind the document (ISO 32000-1, 7.5.6),
 * because the compiler has no way to add metadata and every other byte then stays as it was.
 */
export function declareFacturX(pdf: Uint8Array, level: FacturXLevel): Uint8Array {
  const file = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1')
  const { number, xmp } = metadataOf(file)
  const metadata = withFacturX(xmp, level)
  const head = `${number} 0 obj\n<<\n  /Type /Metadata\n  /Subtype /XML\n  /Length ${metadata.length}\n>>\nstream\n`
  const object = `${head}${metadata}\nendstream\nendobj\n`
  const gap = file.endsWith('\n') ? '' : '\n'
  const at = file.length + gap.length
  const entry = `${String(at).padStart(10, '0')} 00000 n\r\n`
  const table = `xref\n${number} 1\n${entry}trailer\n${trailerOf(file)}\nstartxref\n${at + object.length}\n%%EOF\n`
  return Buffer.from(file + gap + object + table, 'latin1')
}

/** The metadata object, which the compiler writes last but one and uncompressed. */
function metadataOf(file: string): { number: string; xmp: string } {
  const mark = file.lastIndexOf('/Type /Metadata')
  const objectAt = file.lastIndexOf(' 0 obj', mark)
  const number = /(\d+)$/.exec(file.slice(0, objectAt))?.[1]
  const xmpAt = file.indexOf('stream\n', mark) + 'stream\n'.length
  const xmp = file.slice(xmpAt, file.indexOf('endstream', xmpAt)).trimEnd()
  if (mark < 0 || !number || !xmp.includes('<?xpacket')) throw new Error('a PDF has no metadata to add to')
  return { number, xmp }
}

function trailerOf(file: string): string {
  const found = /trailer\s*<<([\s\S]*?)>>\s*startxref\s+(\d+)\s+%%EOF\s*$/.exec(file)
  if (!found) throw new Error('a PDF has no trailer to add to')
  return `<<${found[1]}  /Prev ${found[2]}\n>>`
}

function withFacturX(xmp: string, level: FacturXLevel): string {
  const properties = {
    DocumentType: 'INVOICE',
    DocumentFileName: facturXFile,
    Version: '1.0',
    ConformanceLevel: level,
  }
  const said = Object.entries(properties).map(([name, value]) => `<fx:${name}>${value}</fx:${name}>`)
  const schemaEnd = '</rdf:Bag></pdfaExtension:schemas>'
  if (!xmp.includes(schemaEnd)) throw new Error('a PDF has no extension schemas to add to')
  return xmp
    .replace(schemaEnd, () => `${schema()}${schemaEnd}`)
    .replace(
      '</rdf:RDF>',
      () =>
        `<rdf:Description rdf:about="" xmlns:fx="${namespace}">${said.join('')}</rdf:Description></rdf:RDF>`,
    )
}

function schema(): string {
  const described = {
    DocumentType: 'The kind of document that is enclosed',
    DocumentFileName: 'The name of the enclosed file',
    Version: 'The version of the schema of the enclosed file',
    ConformanceLevel: 'The profile that the enclosed file follows',
  }
  const properties = Object.entries(described).map(
    ([name, text]) =>
      '<rdf:li rdf:parseType="Resource">' +
      `<pdfaProperty:name>${name}</pdfaProperty:name><pdfaProperty:valueType>Text</pdfaProperty:valueType>` +
      `<pdfaProperty:category>external</pdfaProperty:category>` +
      `<pdfaProperty:description>${text}</pdfaProperty:description></rdf:li>`,
  )
  return (
    '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>' +
    `<pdfaSchema:namespaceURI>${namespace}</pdfaSchema:namespaceURI><pdfaSchema:prefix>fx</pdfaSchema:prefix>` +
    `<pdfaSchema:property><rdf:Seq>${properties.join('')}</rdf:Seq></pdfaSchema:property></rdf:li>`
  )
}
