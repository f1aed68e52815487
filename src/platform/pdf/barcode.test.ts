/** Barcodes as pictures: their modules, their quiet zone and what they refuse. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barcode, isScannable } from './barcode.ts'

const svgOf = (picture: Uint8Array) => Buffer.from(picture).toString('utf8')
/** The dark rectangles as [x, y, width]. */
const rectangles = (svg: string) =>
  [...svg.matchAll(/M(\d+) (\d+)h(\d+)v/g)].map(
    (found) => found.slice(1).map(Number) as [number, number, number],
  )

test('a Code 128 is made of symbols of eleven modules, ends with the stop sign and keeps ten modules free', () => {
  const svg = svgOf(barcode('code128', 'Z-2026-00100'))
  const bars = rectangles(svg)
  const across = Number(/viewBox="0 0 (\d+)/.exec(svg)![1])
  assert.equal(bars[0]![0], 10)
  const end = bars.at(-1)!
  assert.equal(across - (end[0] + end[2]), 10)
  const modules = across - 20
  assert.equal((modules - 13) % 11, 0)
  const stop = bars.slice(-4).map(([x, , width]) => [x - across + 23, width])
  assert.deepEqual(stop, [
    [0, 2],
    [5, 3],
    [9, 1],
    [11, 2],
  ])
})

test('a QR code is square and has its finders', () => {
  const text = 'BCD\n002\n1\nSCT\n\nRijwielhuis\nNL91ABNA0417164300\nEUR1.00'
  const qr = svgOf(barcode('qrcode', text))
  const [, across, down] = /viewBox="0 0 (\d+) (\d+)"/.exec(qr)!
  assert.equal(across, down)
  const top = rectangles(qr).filter(([, y]) => y === 0)
  assert.deepEqual(top[0], [0, 0, 7])
  assert.deepEqual(top.at(-1), [Number(across) - 7, 0, 7])
})

test('only ASCII is made into a barcode', () => {
  assert.throws(() => barcode('code128', 'Zoë'), /ASCII/)
  assert.throws(() => barcode('qrcode', ''), /ASCII/)
  assert.deepEqual(['W-10045', '#1001', 'Zoë-1', 'a\nb', ''].map(isScannable), [
    true,
    true,
    false,
    false,
    false,
  ])
})
