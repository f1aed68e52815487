/** A logo to choose, see and take away; the server draws it anew, so that nothing but its pixels is kept. */
import { Button, FileButton, Group, Stack, Text } from '@mantine/core'
import { fileUrl } from '../api.ts'
import { useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import styles from './logo-field.module.css'
import { recordWords } from './words.ts'

type LogoFieldProps = {
  /** The file's id. */
  logo: string | null
  why: string
  mayChange: boolean
  isBusy: boolean
  choose: (file: File) => void
  remove?: () => void
}

export function LogoField({ logo, why, mayChange, isBusy, choose, remove }: LogoFieldProps) {
  const say = useSay()
  return (
    <Panel title={say(recordWords.logo)}>
      <Stack gap="sm">
        <Text c="dimmed">{why}</Text>
        {logo ? (
          <img
            className={styles.logo}
            src={fileUrl('GET /files/:file', { file: logo })}
            alt={say(recordWords.logo)}
          />
        ) : (
          <Text>{say(recordWords.noLogo)}</Text>
        )}
        {mayChange && (
          <Group>
            <FileButton
              accept="image/png,image/jpeg,image/webp,image/svg+xml"
              onChange={(file) => file && choose(file)}
            >
              {(props) => (
                <Button {...props} variant="default" loading={isBusy}>
                  {say(recordWords.chooseLogo)}
                </Button>
              )}
            </FileButton>
            {logo && remove && (
              <Button variant="subtle" disabled={isBusy} onClick={remove}>
                {say(recordWords.removeLogo)}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </Panel>
  )
}
