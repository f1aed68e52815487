/** The systems that can be connected: the program's list, filled once at start. */
import type { ConnectorCard, ConnectorKind } from '../../contracts/connector.ts'

export type OfferedConnector = ConnectorCard & { readonly kind: ConnectorKind }

let offered: readonly OfferedConnector[] = []

export function offerConnectors(connectors: readonly OfferedConnector[]): void {
  offered = connectors
}

export const offeredConnectors = () => offered
export const offeredConnector = (name: string) => offered.find((connector) => connector.name === name)
