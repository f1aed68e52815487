/** The frame around every screen for who is signed in: header, menu, ribbon, palette, keys and live updates. */
import { ActionIcon, useMantineColorScheme } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { LogOut, MenuIcon, Moon, Search, Sun, UserRound } from 'lucide-react'
import { useEffect, useState } from 'react'
import { words } from '../../base/words.ts'
import { ApiRefusal, call } from '../api.ts'
import { usePreferences } from '../preferences.ts'
import { useCan, useMe, useUser } from '../session.ts'
import { useKeyboard, useKeys } from '../ui/keys.ts'
import { useSay } from '../ui/lang.tsx'
import { later } from '../ui/later.tsx'
import { refusalText } from '../ui/refusal-text.ts'
import { Popup, PopupLine, PopupTitle } from '../ui/popup.tsx'
import { useScanner } from '../ui/scanner.ts'
import { NoAccess } from '../ui/states.tsx'
import { warned } from '../ui/toasts.tsx'
import { useLiveUpdates } from '../ui/use-live.ts'
import { ui } from '../ui/words.ts'
import { HouseMark } from './house-mark.tsx'
import { menu } from './menu.ts'
import { MenuLinks } from './menu-links.tsx'
import { PaletteDoor } from './palette-door.tsx'
import { ReadOnlyBanner } from './read-only-banner.tsx'
import styles from './shell.module.css'

const MenuDrawer = later(() => import('./menu-drawer.tsx').then((module) => module.MenuDrawer))
const KeySheet = later(() => import('./key-sheet.tsx').then((module) => module.KeySheet))

export function Shell() {
  const say = useSay()
  const { tenant } = useMe()
  const isTest = /^(demo|test|staging|acceptatie)[.-]/.test(location.hostname)
  const { isLost } = useLiveUpdates()
  const [isDrawerOpen, { open: openDrawer, close: closeDrawer }] = useDisclosure()
  const [palette, setPalette] = useState<{ scan: string } | null>(null)
  const [isSheetOpen, setSheetOpen] = useState(false)
  const [{ scanGapMs }] = usePreferences()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const can = useCan()
  // A link to a screen without the right to it opens and says so, rather than showing nothing.
  const locked = menu.find((item) => isWithin(path, item.to) && !can(item.right))
  useKeyboard()
  useGoKeys()
  useScanner((code) => setPalette({ scan: code }), scanGapMs)
  useKeys([
    { keys: 'mod+k', says: ui.keyPalette, run: () => setPalette({ scan: '' }) },
    { keys: '?', says: ui.keysSheet, run: () => setSheetOpen(true) },
  ])
  useEffect(closeDrawer, [path, closeDrawer])
  useEffect(() => {
    const { dataset } = document.documentElement
    dataset['inside'] = 'yes'
    return () => void delete dataset['inside']
  }, [])
  return (
    <div className={styles.shell} data-test={isTest || undefined}>
      <a className={styles.skip} href="#content">
        {say(ui.skip)}
      </a>
      <header className={styles.header}>
        <ActionIcon className={styles.burger} size={36} aria-label={say(ui.menu)} onClick={openDrawer}>
          <MenuIcon size={20} />
        </ActionIcon>
        <Link to="/" className={styles.brand}>
          <HouseMark />
        </Link>
        {isTest && <span className={styles.ribbon}>{say(ui.testMode)}</span>}
        <button type="button" className={styles.search} onClick={() => setPalette({ scan: '' })}>
          <Search size={16} aria-hidden />
          <span>{say(ui.searchEverywhere)}</span>
          <kbd aria-hidden>Ctrl K</kbd>
        </button>
        <div className={styles.right}>
          <SchemeButton />
          <AccountMenu />
        </div>
      </header>
      <nav className={styles.menu} aria-label={say(ui.mainMenu)}>
        <MenuLinks />
      </nav>
      <main id="content" className={styles.content} tabIndex={-1}>
        <div role="status">
          {isLost && <p className={styles.offline}>{say(ui.offline)}</p>}
          <ReadOnlyBanner />
        </div>
        {locked ? <NoAccess right={say(ui.seeScreen, { name: say(locked.words) })} /> : <Outlet />}
      </main>
      {isDrawerOpen && <MenuDrawer title={tenant.name} close={closeDrawer} />}
      {palette && <PaletteDoor key={palette.scan} scan={palette.scan} close={() => setPalette(null)} />}
      {isSheetOpen && <KeySheet close={() => setSheetOpen(false)} />}
    </div>
  )
}

const isWithin = (path: string, screen: string) => path === screen || path.startsWith(`${screen}/`)

function useGoKeys() {
  const say = useSay()
  const can = useCan()
  const navigate = useNavigate()
  useKeys(
    menu
      .filter((item) => item.key && can(item.right))
      .map((item) => ({
        keys: `g ${item.key}`,
        says: words(say(ui.keyGo, { name: say(item.words) }), say(ui.keyGo, { name: say(item.words) })),
        run: () => void navigate({ to: item.to }),
      })),
  )
}

function SchemeButton() {
  const say = useSay()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const isDark =
    colorScheme === 'dark' || (colorScheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
  return (
    <ActionIcon
      size={36}
      aria-label={say(isDark ? ui.light : ui.dark)}
      onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
    >
      {isDark ? <Sun size={18} /> : <Moon size={18} />}
    </ActionIcon>
  )
}

function AccountMenu() {
  const say = useSay()
  const client = useQueryClient()
  const navigate = useNavigate()
  const user = useUser()
  const signOut = async () => {
    try {
      await call('DELETE /session', {})
    } catch (error) {
      // Whom the server knows no longer is signed out as well.
      if (!(error instanceof ApiRefusal && error.status === 401)) return warned(refusalText(error, say))
    }
    client.clear()
    await navigate({ to: '/sign-in' })
  }
  return (
    <Popup
      isBare
      isEnd
      label={`${say(ui.account)}: ${user.name}`}
      panel={() => (
        <>
          <PopupTitle>{user.email}</PopupTitle>
          <PopupLine onClick={() => void navigate({ to: '/account' })}>
            <UserRound size={14} aria-hidden />
            {say(ui.account)}
          </PopupLine>
          <PopupLine onClick={() => signOut()}>
            <LogOut size={14} aria-hidden />
            {say(ui.signOut)}
          </PopupLine>
        </>
      )}
    >
      <UserRound size={18} aria-hidden />
    </Popup>
  )
}
