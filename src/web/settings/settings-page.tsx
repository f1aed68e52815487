/** The settings: every screen that the shop is set up with, found by Dutch and by English words. */
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useCan } from '../session.ts'
import { useSay } from '../ui/lang.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { SearchBox } from '../ui/search-box.tsx'
import { EmptyState } from '../ui/states.tsx'
import styles from './settings.module.css'
import { tileGroups, type Tile } from './tiles.ts'
import { settingsWords } from './words.ts'

export function SettingsPage() {
  const say = useSay()
  const can = useCan()
  const search = useSearch({ from: '/inside/settings' }).search ?? ''
  const navigate = useNavigate({ from: '/settings' })
  const groups = tileGroups
    .map(({ name, tiles }) => ({
      name,
      tiles: tiles.filter((one) => can(one.right) && answers(one, search)),
    }))
    .filter(({ tiles }) => tiles.length > 0)
  return (
    <Page title={say(settingsWords.title)}>
      <div className={styles.search}>
        <SearchBox
          label={say(settingsWords.search)}
          value={search}
          onSearch={(text) => void navigate({ search: text ? { search: text } : {}, replace: true })}
        />
      </div>
      {groups.map(({ name, tiles }) => (
        <Panel key={name.en} title={say(name)}>
          <ul className={styles.tiles}>
            {tiles.map(({ to, name: title, why, icon: Icon }) => (
              <li key={to}>
                <Link to={to}>
                  <Icon size={18} aria-hidden />
                  <span>
                    <b>{say(title)}</b>
                    {say(why)}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </Panel>
      ))}
      {groups.length === 0 && (
        <EmptyState
          kind="filtered"
          title={say(settingsWords.none, { text: search })}
          why={say(settingsWords.noneWhy)}
        />
      )}
    </Page>
  )
}

/** Both languages are searched: who learned a program in the one looks for its words in the other. */
function answers({ name, why, also }: Tile, search: string): boolean {
  const all = [name, why, also]
    .map(({ nl, en }) => `${nl} ${en}`)
    .join(' ')
    .toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word))
}
