/** The settings: every screen that the shop is set up with, found by Dutch and by English words. */
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMayOpen } from '../session.ts'
import { answers } from '../ui/answers.ts'
import { useSay } from '../ui/lang.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { SearchBox } from '../ui/search-box.tsx'
import { EmptyState } from '../ui/states.tsx'
import styles from './settings.module.css'
import { tileGroups } from './tiles.ts'
import { settingsWords } from './words.ts'

export function SettingsPage() {
  const say = useSay()
  const mayOpen = useMayOpen()
  const search = useSearch({ from: '/inside/settings' }).search ?? ''
  const navigate = useNavigate({ from: '/settings' })
  const found = (isWhole: boolean) =>
    tileGroups
      .map(({ name, tiles }) => ({
        name,
        tiles: tiles.filter((one) => mayOpen(one) && answers([one.name, one.why, one.also], search, isWhole)),
      }))
      .filter(({ tiles }) => tiles.length > 0)
  const begun = found(true)
  // A piece of a compound, such as `regels` of Kortingsregels, only where no word begins so.
  const groups = begun.length > 0 ? begun : found(false)
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
