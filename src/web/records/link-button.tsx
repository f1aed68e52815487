/** A button that leads to another screen, and so is a link: it opens in a new tab when asked to. */
import { Button, type ButtonProps } from '@mantine/core'
import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'

type LinkButtonProps = ButtonProps & {
  link: Pick<LinkProps, 'to' | 'search' | 'params'>
  children: ReactNode
}

export function LinkButton({ link, children, ...rest }: LinkButtonProps) {
  return (
    <Button {...rest} renderRoot={(props) => <Link {...link} {...props} />}>
      {children}
    </Button>
  )
}
