import { ConfigProvider } from 'antd';
import enGB from 'antd/locale/en_GB';
import zhCN from 'antd/locale/zh_CN';
import type { ComponentType } from 'react';
import { useNarrow } from './narrow.ts';
import { useLanguage } from './say.ts';

/** The tokens of tokens.css, as the components know them. */
const theme = {
  token: {
    colorPrimary: '#1f4f8f', colorInfo: '#1f4f8f', colorLink: '#1f4f8f', colorError: '#b3261e', colorWarning: '#8a5c00', colorSuccess: '#15703f', colorText: '#1c2126', colorTextSecondary: '#59626c',
    colorTextTertiary: '#666f79', colorTextPlaceholder: '#666f79', colorTextDescription: '#59626c', colorBorder: '#d3d8dd', colorBorderSecondary: '#e4e7ea', colorBgLayout: '#f6f7f8', borderRadius: 8, borderRadiusLG: 12, fontSize: 15, lineHeight: 1.6,
    fontFamily: 'inherit', boxShadow: 'none', boxShadowTertiary: 'none', controlHeight: 38, motionDurationMid: '0.1s', motionDurationSlow: '0.15s',
    // Where nothing is to move no animation ever ends, and what waits for its end would never close.
    motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
  },
  components: { Table: { cellPaddingBlock: 8, headerBg: '#fff', headerColor: '#59626c' } },
} as const;

/** On a phone everything that is pressed is as large as a thumb. */
const phoneTheme = { ...theme, token: { ...theme.token, controlHeight: 44 } };

/** For pages of the office with its tables: `export default withAntd(Page)`. What officials open loads none of it. */
export function withAntd<P extends object>(Page: ComponentType<P>): ComponentType<P> {
  return function WithAntd(props: P) {
    const language = useLanguage();
    const isNarrow = useNarrow();
    return (
      <ConfigProvider locale={language === 'zh' ? zhCN : enGB} theme={isNarrow ? phoneTheme : theme}>
        <Page {...props} />
      </ConfigProvider>
    );
  };
}
