"""Offices, ranks and bodies whose English is fixed: Vietnamese forms = English forms, the one to use first.

Only what has one English name whatever country the text speaks of; "Bộ Quốc phòng" and "Thủ tướng" are left to the
translator, which sees whose they are.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

#: Ministries of Vietnam: what stands after "Bộ", and after "Ministry of".
MINISTRIES: Final = """
Công an = Public Security
Ngoại giao = Foreign Affairs; Foreign
Tài chính = Finance
Công Thương; Công thương = Industry and Trade
Nông nghiệp và Môi trường; NN&MT = Agriculture and Environment; Agriculture and the Environment
Nông nghiệp và Phát triển nông thôn; NN&PTNT = Agriculture and Rural Development
Tài nguyên và Môi trường; TN&MT = Natural Resources and Environment; Natural Resources and the Environment
Xây dựng = Construction
Giao thông vận tải; Giao thông Vận tải; GTVT = Transport; Transportation
Kế hoạch và Đầu tư; KH&ĐT = Planning and Investment
Giáo dục và Đào tạo; GD&ĐT; GD-ĐT = Education and Training
Y tế = Health
Tư pháp = Justice
Khoa học và Công nghệ; KH&CN = Science and Technology
Văn hóa, Thể thao và Du lịch; VHTTDL; VH-TT&DL = Culture, Sports and Tourism; Culture, Sports, and Tourism
Thông tin và Truyền thông; TT&TT = Information and Communications
Dân tộc và Tôn giáo = Ethnic and Religious Affairs; Ethnic Affairs and Religion
"""
TERMS: Final = """
Bộ Chính trị = Politburo; Political Bureau
Ủy viên Bộ Chính trị; UVBCT = Politburo member; member of the Politburo; Politburo Member
Ban Bí thư = Secretariat; Party Secretariat
Ban Chấp hành Trung ương Đảng; Ban Chấp hành Trung ương = Party Central Committee; Central Committee
Ủy viên Trung ương Đảng = Party Central Committee member; member of the Party Central Committee
Bí thư Trung ương Đảng = Secretary of the Party Central Committee
Tổng Bí thư = Party General Secretary; General Secretary
Đảng Cộng sản Việt Nam = Communist Party of Vietnam
Phó Thủ tướng Thường trực = Permanent Deputy Prime Minister; Standing Deputy Prime Minister
Phó Thủ tướng Chính phủ; Phó Thủ tướng = Deputy Prime Minister
Thủ tướng Chính phủ = Prime Minister
Văn phòng Chính phủ = Government Office; Office of the Government
Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ = Minister and Chairman of the Government Office
Ủy ban Kiểm tra Trung ương = Central Inspection Commission; Central Committee's Inspection Commission
Ban Tổ chức Trung ương = Central Organization Commission; Central Committee's Organization Commission
Ban Nội chính Trung ương = Central Internal Affairs Commission; Central Committee's Commission for Internal Affairs
Thanh tra Chính phủ = Government Inspectorate
Kiểm toán Nhà nước = State Audit Office; State Audit
Ngân hàng Nhà nước Việt Nam; Ngân hàng Nhà nước; NHNN = State Bank of Vietnam; State Bank; SBV
Mặt trận Tổ quốc Việt Nam; MTTQ Việt Nam = Vietnam Fatherland Front; Viet Nam Fatherland Front
Ủy ban nhân dân; UBND = People's Committee
Hội đồng nhân dân; HĐND = People's Council
Viện trưởng Viện kiểm sát nhân dân tối cao; Viện trưởng VKSND tối cao = Supreme People's Procuracy Prosecutor General
Chánh án Tòa án nhân dân tối cao; Chánh án TAND tối cao = Chief Justice of the Supreme People's Court
Viện kiểm sát nhân dân tối cao; VKSND tối cao = Supreme People's Procuracy
Viện kiểm sát nhân dân; VKSND = People's Procuracy; Procuracy
Tòa án nhân dân tối cao; TAND tối cao = Supreme People's Court
Tòa án nhân dân; TAND = People's Court
Ủy ban Thường vụ Quốc hội = National Assembly Standing Committee; Standing Committee of the National Assembly
Quân đội nhân dân Việt Nam = Vietnam People's Army
Cảnh sát biển Việt Nam = Vietnam Coast Guard
Cục Cảnh sát giao thông = Traffic Police Department
Cơ quan Cảnh sát điều tra; CQCSĐT = Investigation Police Agency; Police Investigation Agency
Liên Hợp Quốc; Liên Hiệp Quốc; LHQ = United Nations; UN; U.N.
Hội đồng Bảo an Liên Hợp Quốc; Hội đồng Bảo an LHQ = United Nations Security Council; UN Security Council
Liên minh châu Âu = European Union; EU
Tổ chức Y tế Thế giới = World Health Organization; WHO
Tổ chức Thương mại Thế giới = World Trade Organization; WTO
Quỹ Tiền tệ Quốc tế = International Monetary Fund; IMF
Ngân hàng Thế giới = World Bank
Ngân hàng Phát triển châu Á = Asian Development Bank; ADB
Tổng Thư ký Liên Hợp Quốc; Tổng Thư ký LHQ = UN Secretary-General; United Nations Secretary-General
Hiệp hội các quốc gia Đông Nam Á = Association of Southeast Asian Nations; ASEAN
Thư ký Hội đồng An ninh Liên bang Nga = Secretary of the Security Council of the Russian Federation
Thư ký Hội đồng An ninh Nga = Secretary of the Russian Security Council; Russian Security Council Secretary
Hội đồng An ninh Liên bang Nga = Security Council of the Russian Federation; Russian Security Council
Hội đồng An ninh Nga = Russian Security Council; Security Council of Russia
Liên bang Nga = Russian Federation; Russia
Thông tấn xã Việt Nam; TTXVN = Vietnam News Agency; VNA
Tổng Liên đoàn Lao động Việt Nam = Vietnam General Confederation of Labor; Vietnam General Confederation of Labour
Hội Liên hiệp Phụ nữ Việt Nam = Vietnam Women's Union
Đoàn Thanh niên Cộng sản Hồ Chí Minh = Ho Chi Minh Communist Youth Union
Học viện Chính trị quốc gia Hồ Chí Minh = Ho Chi Minh National Academy of Politics
Liên đoàn Bóng đá Việt Nam = Vietnam Football Federation; VFF
Liên đoàn Bóng đá châu Á = Asian Football Confederation; AFC
Tập đoàn Điện lực Việt Nam = Vietnam Electricity; EVN
Tổng cục Thống kê = General Statistics Office
Đại sứ Đặc mệnh toàn quyền = Ambassador Extraordinary and Plenipotentiary; Ambassador
"""
#: Ranks, which stand before a name as one with it.
RANKS: Final = """
Đại tướng = General; Gen.
Thượng tướng = Senior Lieutenant General; Sen. Lt. Gen.; Colonel General; Senior Lt. Gen.
Trung tướng = Lieutenant General; Lt. Gen.; Lieutenant-General
Thiếu tướng = Major General; Maj. Gen.; Major-General
Đại tá = Colonel; Senior Colonel; Col.
Thượng tá = Senior Lieutenant Colonel; Lieutenant Colonel; Sen. Lt. Col.
Trung tá = Lieutenant Colonel; Lt. Col.
Thiếu tá = Major; Maj.
Đại úy = Captain; Senior Captain; Capt.
Thượng úy = Senior Lieutenant; Lieutenant
"""
#: Names of another spelling, without an article.
NAMES: Final = """
Thành phố Hồ Chí Minh; TP Hồ Chí Minh; TP. Hồ Chí Minh; TP.HCM; TP HCM; TPHCM; Tp.HCM; TP. HCM = Ho Chi Minh City; HCM City; HCMC
"""  # noqa: E501


def parse(block: str) -> dict[str, tuple[str, ...]]:
    """Vietnamese form → English forms, of lines ``vi; vi = en; en``.

    >>> parse("Đại tướng = General; Gen.")
    {'Đại tướng': ('General', 'Gen.')}
    """
    found = {}
    for line in block.strip().splitlines():
        left, _, right = line.partition(" = ")
        forms = tuple(form.strip() for form in right.split(";"))
        found.update({form.strip(): forms for form in left.split(";")})
    return found


@lru_cache(maxsize=1)
def terms() -> dict[str, tuple[str, ...]]:
    """All terms, those of the ministries and their ministers written out."""
    found = parse(TERMS)
    for name, forms in parse(MINISTRIES).items():
        plain = [f.replace(" and ", joint) for f in forms for joint in (" and ", " & ")]
        for before, english in (
            ("Bộ", "Ministry of {}"),
            ("Bộ trưởng Bộ", "Minister of {}"),
            ("Bộ trưởng", "Minister of {}"),
            ("Thứ trưởng Bộ", "Deputy Minister of {}"),
            ("Thứ trưởng", "Deputy Minister of {}"),
            ("Sở", "Department of {}"),
        ):
            if before == "Sở" and name in ("Công an", "Ngoại giao"):
                continue
            short = [f"{f} {english.split(' of')[0]}" for f in plain]
            found[f"{before} {name}"] = tuple(dict.fromkeys([*(english.format(f) for f in plain), *short]))
    return found
