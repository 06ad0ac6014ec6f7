"""Words that tell places, times, weather, moods, things and roles, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

Topic = Mapping[str, tuple[str, ...]]


def _words(text: str) -> tuple[str, ...]:
    """Words split at blanks; an underscore stands for a blank in a word."""
    return tuple(word.replace("_", " ") for word in text.split())


def _set(text: str) -> frozenset[str]:
    return frozenset(_words(text))


def _topic(**senses: str) -> Topic:
    return {sense: _words(words) for sense, words in senses.items()}


PLACES: Final = _topic(
    INTERIOR="""客厅 厨房 卧室 书房 阁楼 地下室 走廊 楼道 楼梯 电梯 教室 宿舍 图书馆 办公室 会议室
        病房 医院 诊所 药店 手术室 酒店 旅馆 客栈 酒馆 酒吧 茶馆 茶楼 咖啡馆 餐厅 饭馆 面馆 书店
        商店 超市 商场 影院 剧院 舞台 后台 画室 工作室 实验室 机房 仓库 车间 工厂 车厢 驾驶室 船舱
        机舱 宫殿 大殿 密室 牢房 监狱 警局 派出所 法庭 教堂 祠堂 博物馆 档案馆 银行 石屋 木屋 小屋
        帐篷 山洞 隧道 地铁 灯塔 塔顶 房间 大厅 书院 道观 kitchen bedroom living_room
        attic cellar basement corridor hallway staircase elevator classroom dormitory library
        office ward hospital clinic hotel inn tavern bar pub teahouse café cafe restaurant
        bookshop shop store supermarket cinema theatre theater stage studio laboratory lab
        warehouse workshop factory carriage wheelhouse cabin cockpit palace prison cell courtroom
        church chapel temple museum archive cottage hut tent cave tunnel lighthouse room house
        apartment flat hall ticket_office engine_room garage""",
    EXTERIOR="""码头 港口 海边 海滩 沙滩 海面 海上 礁石 悬崖 岸边 河边 江边 湖边 桥上 桥头 小镇
        镇上 村子 村口 山村 街道 街上 街头 小巷 巷子 巷口 广场 公园 花园 院子 庭院 天台 屋顶 阳台
        操场 球场 校园 学校 车站 站台 月台 机场 公路 路口 十字路口 高速 田野 稻田 麦田 果园 草原
        草地 森林 树林 竹林 山顶 山脚 山谷 山路 雪山 沙漠 戈壁 荒野 废墟 工地 墓地 坟地 城墙 城门
        城外 战场 集市 夜市 菜市场 孤岛 岛上 渡口 渔村 海岸 河岸 甲板 太空 星空 月球 火星
        北京 上海 广州 深圳 香港 南京 杭州 成都 重庆 西安 长安 洛阳 dock
        docks harbor harbour port pier quay landing beach shore coast cliff reef sea ocean river
        riverbank lake bridge village town city street alley square park garden courtyard rooftop
        balcony playground campus school station platform airport road crossroads highway field
        orchard meadow prairie forest woods grove hilltop hill valley mountain desert wasteland
        ruins graveyard cemetery wall gate battlefield market island ferry deck reeds space moon""",
)

TIMES: Final = _topic(
    DAWN="""黎明 拂晓 破晓 天亮 天快亮 天刚亮 日出 凌晨 dawn daybreak sunrise first_light""",
    MORNING="""清晨 早晨 早上 上午 清早 一早 大清早 morning""",
    NOON="""中午 正午 晌午 noon midday""",
    AFTERNOON="""下午 午后 afternoon""",
    DUSK="""傍晚 黄昏 日落 夕阳 暮色 入夜 天黑 dusk sunset twilight evening nightfall""",
    NIGHT="""深夜 午夜 半夜 夜里 夜晚 夜色 晚上 当晚 今晚 今夜 昨夜 雨夜 雪夜 月光 子夜 night
        midnight tonight moonlight""",
)

WEATHER: Final = _topic(
    RAIN="""雨夜 雨点 雨水 暴雨 大雨 细雨 小雨 雨声 雨停 淋湿 雨中 rain raining drizzle downpour""",
    STORM="""台风 暴风 风暴 闪电 雷声 打雷 雷雨 狂风 storm typhoon thunder lightning gale
        hurricane""",
    SNOW="""下雪 大雪 雪花 飘雪 积雪 风雪 雪地 snow snowing snowflake blizzard""",
    FOG="""大雾 浓雾 雾气 薄雾 起雾 fog mist haze""",
    WIND="""海风 寒风 起风 大风 微风 夜风 风声 wind breeze""",
    SUN="""阳光 晴天 烈日 太阳 晴朗 sun sunshine sunlight""",
    CLOUD="""乌云 阴天 云层 阴沉 cloud clouds overcast""",
)

MOODS: Final = _topic(
    TENSE="""紧张 危险 急忙 慌张 慌乱 惊醒 惊叫 追赶 逃跑 颤抖 发抖 一抖 屏住 警惕 对峙 威胁 爆炸
        枪声 tense danger dangerous urgent panic hurry chase escape trembling shaking threat gun
        shouted cried""",
    FEAR="""害怕 恐惧 可怕 惊恐 阴森 诡异 尖叫 不敢 噩梦 afraid fear scared terror horror scream
        nightmare dread""",
    SAD="""眼泪 流泪 泪水 哭泣 大哭 悲伤 难过 孤独 孤单 去世 死去 葬礼 遗憾 后悔 内疚 沉默 离别
        告别 失去 tears tear wept weep sad sorrow grief lonely alone funeral regret guilt lost
        died goodbye silence""",
    ANGRY="""愤怒 生气 怒吼 争吵 吵架 仇恨 报复 摔门 angry anger rage furious fury hate quarrel
        revenge""",
    WARM="""温暖 温柔 拥抱 抱住 微笑 笑容 牵手 团圆 回家 原谅 安慰 信任 守护 陪伴 warm gentle
        gently tender hug embrace smile smiled home forgive comfort trust together""",
    JOY="""高兴 开心 快乐 欢呼 大笑 兴奋 庆祝 胜利 惊喜 欢喜 happy joy joyful cheer laugh laughed
        celebrate victory delight""",
    HOPE="""希望 相信 期待 梦想 勇气 光明 重新 亮起 睁开 hope believe dream courage
        bright promise""",
    MYSTERY="""秘密 谜 神秘 奇怪 真相 隐藏 隐瞒 失踪 消失 线索 陌生 疑惑 secret mystery mysterious
        strange truth hidden missing vanished clue stranger ghost spy""",
    CALM="""安静 平静 宁静 寂静 缓缓 轻声 calm calmly quiet silent peaceful""",
)

OBJECTS: Final = _topic(
    LIGHT="""油灯 煤油灯 台灯 路灯 灯笼 灯芯 蜡烛 火把 手电 手电筒 火柴 信标 烛光 灯火 lamp
        lantern candle torch flashlight match beacon stove""",
    PAPER="""信件 书信 来信 信封 日记 笔记本 照片 相片 地图 报纸 报告 合同 车票 船票 画像 画册
        名单 遗书 便条 letter envelope diary notebook photo photograph map newspaper report
        contract ticket portrait note log chart""",
    KEEPSAKE="""怀表 手表 表链 戒指 项链 玉佩 手镯 钥匙 发卡 徽章 勋章 硬币 铜钱 盒子 木盒 箱子
        工具箱 行李箱 书包 包裹 雨伞 围巾 面具 镜子 梳子 娃娃 玩具 风筝 pocket_watch necklace
        pendant bracelet key badge medal coin coins box chest suitcase toolbox bag parcel umbrella
        scarf mask mirror doll toy kite raincoat cap hat clock""",
    TOOL="""螺丝 绳子 绳索 铁锹 锤子 剪刀 针线 透镜 柴油机 无线电 收音机 电台 电话 手机 电脑 相机
        望远镜 指南针 救生衣 雨衣 发条 指针 screw rope spade hammer scissors needle lens engine
        radio telephone phone computer camera telescope compass anchor rudder chain bell oar""",
    WEAPON="""长剑 宝剑 匕首 菜刀 弓箭 手枪 步枪 子弹 炸弹 毒药 sword dagger knife bow arrow
        pistol rifle gun bullet bomb poison""",
    VEHICLE="""渔船 渡船 小船 帆船 轮船 汽车 卡车 火车 马车 自行车 摩托车 飞机 飞船 救护车 警车
        boat rowing_boat ship car truck train wagon bicycle motorcycle plane spaceship ambulance""",
    FOOD="""姜汤 热茶 茶杯 酒杯 酒壶 米饭 面条 饺子 馒头 月饼 糖果 蛋糕 咖啡 牛奶 苹果 tea wine
        bread soup cake coffee milk apple cup bowl""",
    INSTRUMENT="""钢琴 吉他 小提琴 古琴 琵琶 二胡 笛子 口琴 唱片 piano guitar violin flute
        harmonica record drum""",
)

ROLES: Final = _topic(
    FAMILY="""父亲 母亲 爸爸 妈妈 爷爷 奶奶 外婆 外公 儿子 女儿 孙子 孙女 哥哥 弟弟 姐姐 妹妹 丈夫
        妻子 father mother grandfather grandmother son daughter brother sister husband wife uncle
        aunt""",
    WORK="""船长 医生 护士 老师 警察 侦探 记者 律师 工程师 科学家 画家 作家 歌手 演员 导演 士兵
        将军 国王 皇帝 公主 王子 侍卫 商人 老板 司机 厨师 渔夫 农民 学生 守灯人 captain doctor
        nurse teacher policeman detective reporter lawyer engineer scientist painter writer singer
        actor director soldier general king queen princess prince guard merchant boss driver cook
        fisherman farmer student clerk deckhand mayor""",
    FRIEND="""朋友 同学 同事 邻居 助手 搭档 主人 师父 师兄 师弟 师姐 师妹 friend neighbour neighbor
        colleague classmate assistant partner owner""",
    AGE="""老人 老头 老太太 少年 少女 男孩 女孩 孩子 姑娘 青年 男人 女人 婴儿 陌生人 old_man
        old_woman boy girl child man woman baby stranger""",
)

# A Chinese name may follow one of these without a mark between them.
ROLES_ZH: Final = tuple(word for words in ROLES.values() for word in words if not word.isascii())

# What makes a surname in Chinese, the commonest first; compound ones have two characters.
SURNAMES: Final = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤吕张孔曹严魏陶姜戚谢邹窦章苏潘葛范彭鲁韦俞袁柳鲍史唐"
    "薛贺倪汤滕殷罗毕郝邬于傅顾孟黄穆萧尹姚邵汪祁毛狄臧戴宋庞熊纪舒屈项祝董梁杜阮闵季贾江童颜郭"
    "梅盛林钟徐邱骆夏蔡田樊胡凌霍虞万柯卢莫裴陆荣翁荀惠封段侯武刘龙叶黎白蒲温庄晏瞿习容向古易廖"
    "耿欧聂曾关查游司丁邓单洪崔龚程邢裘何施许任马高方石安常雷金乔楚池岳闻"
)
COMPOUND_SURNAMES: Final = _words("""
    欧阳 上官 司马 诸葛 慕容 司徒 南宫 皇甫 夏侯 东方 独孤 令狐
""")

# Characters that end the word before them rather than stand in a given name.
NOT_IN_NAMES: Final = frozenset(
    "的了是在和就都也不没有着过上下里外前后边头面子色声得地吗呢吧啊时候间们这那个你我他她它很太"
    "再又还才只被把给对从到来去说道问看听想走站坐拿放能会要可以为什么怎样多少几一二三四五六七八"
    "九十百千两半点回进出起开关与跟向让叫或而但却因所如果便将已经曾正最更等住处些号次名位件条张"
    "块片层座艘辆口手脚眼脸嘴身必笑哭喊答抬低抱推拉接转摇停愣跪举跑跳望忽终轻并此之其于则使比及"
    "用做种年日夜分秒岁人家者像似船灯屋门窗路桥街火土车书信电话任务责何常须且况往通"
    "始该由当仍"
)
# Everyday words that begin like a name.
NOT_NAMES: Final = _set("""
    高兴 高大 高处 高速 高空 高烧 高楼 方向 方才 方法 方便 白天 白色 白发 白衣 黄昏 黄色 黄金 金色
    金属 金黄 江湖 江南 安静 安全 安慰 安排 安心 安装 常常 石阶 石板 石碑 毛巾 毛病 任何 任性 任由
    任凭 单独 单纯 单薄 关系 关键 关心 关切 许久 许诺 许可 许愿 何必 何况 何时 温暖 温柔 温度 温热
    温和 容易 容貌 容颜 向往 习惯 古老 古怪 古董 古城 古代 易碎 司机 司令 曾经 查看 查找 游客 游戏
    游荡 程度 程序 武器 武功 武士 封闭 封锁 段落 万分 万物 龙王 龙卷 叶片 叶落 胡同 胡乱 胡须 夏天
    夏夜 钟楼 钟表 钟响 钟摆 林间 田野 梅花 童年 童话 季节 纪念 纪录 项链 项目 祝福 祝贺 盛开 盛大
    屈服 江面 荣誉 荣耀 惠顾 洪水 洪亮 马匹 马车 马蹄 马路 马上 雷雨 雷鸣 严肃 严厉 严重 严格 严密
    张望 张狂 张贴 章节 史册 史书 汤匙 贺卡 唐突 舒服 舒缓 舒展 于是 毕竟 毕业 罗盘 顾客 顾虑 顾忌
    顾及 孔雀 卫星 卫兵 尤其 陶瓷 陶醉 谢谢 谢罪 谢幕 柳树 柳絮 时间 施工 施展 宋体 姜汤 苏醒 杜绝
    楚楚 池塘 闻名 闻声 岳父 岳母 乔装 乔木 颜料 颜面 贾府 阮囊 凌乱 凌晨 凌空 凌厉 莫名 莫非 黎明
    庄严 庄园 庄稼 欧洲 白昼 白雪 白光 白布 白纸 白雾 金光 金币 金牌 孙女 熊猫 阿姨 阿婆 阿爸 阿妈
    阿弟 小心 小声 小镇 小巷 小岛 小屋 小姐 小孩 小狗 小猫 小河 小鸟 小学 小说 小伙 小朋 老师 老板
    老家 老太 老伴 老实 老旧 老鼠 老虎 老爷 老婆 老公 老友 老式 老城 老宅 老街 方案 方圆 程式
    高山 江水 江山 金山 万水 白月 安然
""")
TITLES_ZH: Final = _words("""
    大爷 大叔 大伯 大娘 大婶 大妈 阿姨 爷爷 奶奶 先生 太太 小姐 女士 夫人 老师 师傅 医生 大夫 护士
    警官 队长 船长 老板 经理 教授 掌柜 将军 公子 姑娘 捕头 道长 伯 叔 婶 姨 爷 婆 嫂 哥 姐
""")
NAMED_PLACE_ENDS: Final = "岛屿湾港岬镇村城街巷桥峰岭湖寺庙塔"

SPEECH_ZH: Final = _words("""
    说 道 问 喊 叫道 答 笑道 回答 低声 轻声 开口 大喊 喃喃 嚷 吼 骂 叹 哭
""")
SPEECH_EN: Final = _set("""
    said asked answered replied whispered shouted cried called told murmured muttered says asks
    answers replies whispers shouts cries calls tells laughed sighed yelled snapped added
""")
# Verbs that have a person before them more often than a thing.
ACTS_EN: Final = SPEECH_EN | _set("""
    was is had has would could did does felt knew saw heard thought looked stood sat went came
    took held put ran walked turned smiled nodded began wept opened closed set stayed found wants
    must lives loves hates works waits finds leaves returns discovers knows sees hears meets
    learns decides tries keeps runs walks stands takes gives goes comes hides
""")
TITLES_EN: Final = _set("""
    mr mrs ms miss dr doctor captain professor sir lady lord king queen prince princess uncle aunt
    father mother brother sister sergeant general officer inspector detective mayor president
""")
PLACE_ENDS_EN: Final = _set("""
    street road avenue lane square bridge river lake bay harbor harbour island point landing hill
    mountain valley forest park station castle tower hall house church school hospital city town
    village port beach cape cove
""")
PREPOSITIONS_EN: Final = _set("""
    in at to from near through across toward towards into below above beyond outside around of on
""")
NOT_NAMES_EN: Final = _set("""
    i i'm i'll i've i'd the a an and but or so if then he she it they we you his her their its my
    your our this that these those there here what when where why who how not no yes for with
    without as at by from in into of on to up down out over after before because while monday
    tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december english chinese french german japanese american
    british god ok tv mr mrs ms dr captain will would could should can did do does is are was were
    have has had let now hold once never go come good please well oh today tonight tomorrow
    yesterday every each all some one two three below above beyond through across toward towards
    outside around near
""")
# Words that announce a turn of a story, and so a sentence worth keeping.
TURNS: Final = _words("""
    但 却 突然 忽然 竟 终于 原来 不料 可是 然而 发现 真相 第一次 最后 不可能 再也 but however
    suddenly finally until discover discovered truth secret never instead last for_the_first_time
""")
