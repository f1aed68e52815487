/** What Vite adds to the language: imports of style sheets and pictures. */
/// <reference types="vite/client" />
