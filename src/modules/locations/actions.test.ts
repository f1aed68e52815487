/** Locations as they are found and listed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newWorld } from '../../../test/support/world.ts'
import { createLocation, listLocations } from './actions.ts'

const { act } = await newWorld()

test('a location is found by a part of its name or town, wherever that stands and however it is written', async () => {
  await act((ctx) => createLocation(ctx, { name: 'Buitenmagazijn', type: 'warehouse', city: 'Bovenkarspel' }))
  const found = async (search: string) =>
    (await act((ctx) => listLocations(ctx, { search, limit: 50 }))).rows.map(({ name }) => name)
  assert.deepEqual(await found('MAGAZIJN'), ['Buitenmagazijn', 'Magazijn'])
  assert.deepEqual(await found('karspel'), ['Buitenmagazijn'])
  assert.deepEqual(await found('%'), [])
})
