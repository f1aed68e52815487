/** Locations as they are found and listed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newWorld } from '../../../test/support/world.ts'
import { createChannel } from '../channels/actions.ts'
import { changeBusiness } from '../organisations/actions.ts'
import { changeLocation, createLocation, listLocations } from './actions.ts'

const { act, business } = await newWorld()

test('a location is found by a part of its name or town, wherever that stands and however it is written', async () => {
  await act((ctx) => createLocation(ctx, { name: 'Buitenmagazijn', type: 'warehouse', city: 'Bovenkarspel' }))
  const found = async (search: string) =>
    (await act((ctx) => listLocations(ctx, { search, limit: 50 }))).rows.map(({ name }) => name)
  assert.deepEqual(await found('MAGAZIJN'), ['Buitenmagazijn', 'Magazijn'])
  assert.deepEqual(await found('karspel'), ['Buitenmagazijn'])
  assert.deepEqual(await found('%'), [])
})

test('a new location lies in the country of its business, and a new channel speaks its language', async () => {
  await act((ctx) =>
    changeBusiness(ctx, {
      id: business,
      country: 'DE',
      postcode: '10115',
      vatNumber: 'DE136695976',
      cocNumber: null,
      language: 'de',
      timeZone: 'Europe/Berlin',
    }),
  )
  const place = await act((ctx) => createLocation(ctx, { name: 'Lager', type: 'warehouse', business }))
  assert.deepEqual([place.country, place.timeZone], ['DE', 'Europe/Berlin'])
  const abroad = { name: 'Venlo', type: 'warehouse', business, country: 'NL' } as const
  assert.equal((await act((ctx) => createLocation(ctx, abroad))).country, 'NL')
  const channel = await act((ctx) => createChannel(ctx, { name: 'Laden', type: 'shop', business }))
  assert.equal(channel.language, 'de')
  // A change of something else leaves both as they were chosen.
  const renamed = await act((ctx) => changeLocation(ctx, { id: place.id, name: 'Halle' }))
  assert.deepEqual([renamed.name, renamed.country], ['Halle', 'DE'])
})
