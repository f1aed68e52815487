/** Starts the back office in the browser. */
import './ui/mantine.css'
import './ui/fonts.css'
import './ui/base.css'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { askAhead } from './ahead.ts'
import { nonce } from './root.tsx'
import { router } from './routes.tsx'

// Dialogs lock the scrolling of the page with a style element of a library that looks for its nonce here.
Object.assign(globalThis, { __webpack_nonce__: nonce() })

askAhead(router)
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>,
)
